// An insurer settles a claim: what was true of the robot on the day of loss, and what is true now.
import { formatRobotId, parseRobotId } from "@openrobotid/sdk";
import { clientOf } from "../sandbox.js";

const insurer = clientOf("insurer");
const id = parseRobotId("CN-BH01-TERN03-25W07000000000001");
const day = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);

// The whole history, every entry of which follows from the one before: nothing is left out, nothing was altered.
const { entries, issuance, head } = await insurer.getHistory({ id });
console.log(
  `${formatRobotId(id)}: issued ${day(issuance.issuedAt)}, ${entries.length} entries since`,
);
console.log(`Head ${head}`);

const loss = entries.find(({ kind }) => kind === "incident");
if (!loss) throw new Error("No incident is on record.");

// As of a moment: computed from that history, so that no archive of earlier states is needed.
const then = await insurer.getStateAt({ id, at: loss.timestamp });
console.log(`\nOn ${day(loss.timestamp)}, when the incident was reported:`);
console.log(`  held by ${then.holder}`);
console.log(`  run by ${then.operator?.inCharge ? then.operator.account : "its holder"}`);
console.log(`  on the market of ${then.market}, firmware ${then.firmwareVersion}`);
console.log(`  services: ${then.entries.filter(({ kind }) => kind === "service").length}`);
console.log(`  open recalls: ${then.openCampaigns.length}`);

// Was the defect known that day? Recalls that bound this unit, and when it was remedied.
for (const entry of entries) {
  if (entry.event !== "UnitRemedied") continue;
  const { campaignNumber, openedAt, summary } = await insurer.getCampaign({
    campaign: entry.fields.campaign,
  });
  const days = Math.round((openedAt - loss.timestamp) / 86_400);
  console.log(`\nRecall ${campaignNumber}, opened ${days} days later: ${summary}`);
  console.log(`  remedied ${day(entry.timestamp)}`);
}

// How it was used: readings that the operator anchored, each with the digest of the whole log.
console.log("\nUse, as anchored:");
for (const entry of entries) {
  if (entry.event !== "TelemetryAnchored") continue;
  const { from, to, operatingHours, falls } = entry.fields;
  console.log(`  ${day(from)} to ${day(to)}: operating hours ${operatingHours}, falls ${falls}`);
}

const { firmware, openCampaigns, flags } = await insurer.getRobot({ id });
console.log(
  `\nNow: firmware ${firmware?.version}, ${openCampaigns.length} open recalls, ${flags.length} flags`,
);
