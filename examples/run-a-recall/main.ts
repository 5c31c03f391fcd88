// A maker recalls a series: from the notice to the last unit. No unit is forgotten, not even those that nobody has touched
// since they were issued.
import { formatRobotId, parseCountryCode, parseModelId, parseRobotId } from "@openrobotid/sdk";
import { type AffectedUnit, createCommitment } from "@openrobotid/sdk/actions";
import { clientOf } from "../sandbox.js";

const [maker, workshop] = [clientOf("maker"), clientOf("workshop")];
const first = parseRobotId("CN-BH01-TERN03-25W07000000006101");
const last = parseRobotId("CN-BH01-TERN03-25W07000000006120");

// `noTransfer`: the registry itself refuses that an unremedied unit changes hands.
const campaignNumber = `BHM-${Date.now()}`; // the one who opens recalls gives each a number of its own
const { campaign } = await maker.openCampaignSync({
  model: parseModelId("CN-BH01-TERN03"),
  range: { first, last },
  severity: "noTransfer",
  notice: {
    campaignNumber,
    component: "Ankle bearing",
    summary: "The bearing can seize.",
    consequence: "The robot can fall.",
    remedy: "The bearing is replaced at a workshop.",
    parkIt: true,
  },
});
console.log(`Recall ${campaignNumber} is open, campaign ${campaign}`);

// Which units are bound by it, and whose are they? Exact, at any time.
const units: AffectedUnit[] = [];
for await (const unit of maker.getAffectedUnits({ campaign })) units.push(unit);
const sold = units.filter(({ state }) => state !== "issued");
console.log(`${units.length} units, ${sold.length} of them out of the maker's hands:`);
for (const { id, state, holder, market } of sold) {
  console.log(`  ${formatRobotId(id)}: ${state} in ${market}, ${holder}`);
}

// A workshop remedies what is brought to it; the maker what is in its own yard. The chain holds a
// salted digest of the work record: document and salt stay where they are.
const evidence = createCommitment("Work record TB-2001: ankle bearing replaced");
const { events } = await workshop.remedyUnitsSync({
  campaign,
  ids: [first],
  jurisdiction: parseCountryCode("ES"),
  evidenceDigest: evidence.commitment,
});
console.log(`Remedied by the workshop: ${events.map(({ id }) => formatRobotId(id)).join(", ")}`);

const inStock = units.filter(({ state }) => state === "issued").map(({ id }) => id);
await maker.remedyUnitsSync({
  campaign,
  ids: inStock,
  evidenceDigest: createCommitment("Rework order 881: lot of July").commitment,
});

let open = 0;
for await (const { id, state } of maker.getAffectedUnits({ campaign, status: ["open"] })) {
  open += 1;
  console.log(`Still open: ${formatRobotId(id)} (${state})`);
}
console.log(`Remedied: ${units.length - open} of ${units.length}`);

// The one that is left is at a recycler's. The maker says why it closes the campaign, and answers for that. What forbids a
// transfer still binds for a notice, in which an authority can open a recall of its own.
const { closedAt } = await maker.closeCampaignSync({
  campaign,
  reasonDigest: createCommitment("All units remedied but one, which is being destroyed").commitment,
});
console.log(`Recall ${campaignNumber} binds until ${new Date(closedAt * 1000).toISOString()}`);
