// What may happen and does not in the example world: the ways back from a recycler, orders that are contested, clearance by
// others, a recall opened again, announced to close and suspended, a maker whose key is in other hands, the keys of seats, a
// country that changes hands, a vote taken back.
import { parseRobotId, type RobotId, toBytes, toBytes32 } from "@openrobotid/sdk";
import { withdrawSupportSync } from "@openrobotid/sdk/actions";
import type { ExampleChain } from "@openrobotid/testkit/example-chain";
import { plan } from "@openrobotid/world/actions";
import type { WorldEvent } from "@openrobotid/world/events";
import { type ContractTransactionResponse, id as keccak } from "ethers";

const DAY = 24 * 60 * 60;
const [STOLEN, TRANSFER] = [1, 1];
const [WORKSHOP, NO_TRANSFER, STOP_USE] = [1, 2, 3];

const tern = (number: number) =>
  parseRobotId(`CNBH01TERN0325W07${String(number).padStart(12, "0")}`);
const COLIBRI = parseRobotId("MXTN01COLIB1LAB4BJQVLX1CJ4DGJ");

/** Plays it all on the example chain. */
export async function playMore(chain: ExampleChain): Promise<void> {
  const { play, contracts, as } = chain;
  const at = (party: string) => play.account(party).address;
  const word = (robot: RobotId) => toBytes32(robot);
  const now = async () => Number((await chain.provider.getBlock("latest"))?.timestamp);
  const done = async (sent: Promise<ContractTransactionResponse>) => await (await sent).wait();
  const wait = async (seconds: number) => {
    await chain.request("evm_increaseTime", seconds);
    await chain.request("evm_mine");
  };
  const act = async (given: Record<string, unknown>) => {
    const event = { ...given, date: await now() } as unknown as WorldEvent;
    const { calls } = await plan(play, event);
    for (const { send } of calls) await send();
  };
  const seatOf = async (party: string) => await contracts.consortium.seatOfAuthority(at(party));
  const latestOrder = async () => await contracts.orders.orderCount();
  const propose = async (by: string, robot: RobotId, to: string) => {
    await done(as(by).orders.propose(word(robot), TRANSFER, at(to), keccak("decision")));
    return await latestOrder();
  };

  // An objection that is upheld: the next order on the robot waits, and needs signatures from the start.
  const upheld = await propose("es", COLIBRI, "jacaranda");
  await done(as("mirador").orders.object(upheld, keccak("mine")));
  await done(as("es").orders.withdraw(upheld, keccak("upheld")));
  await wait(Number(await contracts.orders.validityPeriod()) + DAY);
  await propose("es", COLIBRI, "jacaranda");

  // Back from a recycler: by agreement, from a market and from none, and by an order that gives it to somebody else.
  const handIn = async (holder: string, robot: RobotId, recycler: string) => {
    await act({ action: "offerIntake", by: holder, robot, recycler });
    await act({ action: "takeIn", by: recycler, robot });
  };
  const giveBack = async (holder: string, robot: RobotId, recycler: string) => {
    await act({ action: "offerReturn", by: recycler, robot });
    await act({ action: "takeBack", by: holder, robot });
  };
  await giveBack("almacen", tern(6102), "norte");
  await act({ action: "offerIntake", by: "almacen", robot: tern(6102), recycler: "norte" });
  await handIn("beihu", tern(6), "huanbei");
  await giveBack("beihu", tern(6), "huanbei");
  await handIn("beihu", tern(7), "huanbei");
  await act({ action: "offerReturn", by: "huanbei", robot: tern(7) });
  await handIn("hotel", tern(2), "norte");
  const led = await propose("es", tern(2), "lira");
  await wait(31 * DAY);
  await done(as("lira").orders.execute(led));

  // Flags: two other seats clear one after a notice, and one seat supports the clearance of another.
  await done(as("es").flags.raiseFlag(word(tern(1)), STOLEN, keccak("report")));
  for (const seat of ["mx", "cn"]) {
    await done(as(seat).flags.supportClearance(word(tern(1)), STOLEN, keccak("found")));
  }
  await wait(31 * DAY);
  await done(as("mx").flags.clearFlag(word(tern(1)), STOLEN, keccak("found")));
  await done(as("es").flags.raiseFlag(word(tern(1)), STOLEN, keccak("report")));
  await done(as("mx").flags.supportClearance(word(tern(1)), STOLEN, keccak("mistaken")));

  // Recalls: a unit opened again, a closing that has come, and one that is announced.
  const first = play.numberOf("campaigns", "BHM-25-01");
  await done(as("beihu").recalls.reopen(first, [word(tern(2))], keccak("remedied badly")));
  await done(as("beihu").recalls.close(first, keccak("done")));
  await wait(31 * DAY);
  const open = async (by: string, scope: { model: string; range: readonly RobotId[] }) => {
    const [from, to] = scope.range as [RobotId, RobotId];
    const text = "a defect";
    const said = { component: text, summary: text, consequence: text, remedy: text };
    await done(
      as(by).recalls.open(
        {
          model: toBytes(scope.model),
          country: "0x0000",
          kind: 1,
          first: word(from),
          last: word(to),
        },
        by === "tonalli" ? STOP_USE : NO_TRANSFER,
        true,
        { campaignNumber: `more-${by}`, ...said, parkIt: false, overTheAirUpdate: false },
      ),
    );
    return await contracts.recalls.campaignCount();
  };
  const second = await open("beihu", { model: "CNBH01TERN03", range: [tern(1), tern(100)] });
  await done(as("beihu").recalls.close(second, keccak("announced")));

  // Two makers whose keys are in other hands: one has a successor, the other one named.
  const everyColibri = ["0", "Z"].map((filler) => `MXTN01COLIB1${filler.repeat(17)}`);
  const before = await now();
  const forged = await open("tonalli", {
    model: "MXTN01COLIB1",
    range: everyColibri as RobotId[],
  });
  const compromise = async (by: string, maker: string, successor: string, signers: string[]) => {
    const makerId = toBytes(maker);
    const { authorityRegistry } = as(by);
    await done(authorityRegistry.declareCompromised(makerId, before, keccak("stolen key")));
    await done(authorityRegistry.nameSuccessor(makerId, at(successor), keccak("new key")));
    for (const signer of signers) {
      const signing = as(signer).authorityRegistry;
      await done(signing.countersignSuccession(makerId, at(successor)));
    }
  };
  await compromise("mx", "MXTN01", "ceiba", ["es", "cn"]);
  await compromise("es", "ESLU01", "tejo", ["mx"]);
  await done(as("es").recalls.suspend(forged, toBytes("ES"), keccak("forged")));
  await wait(8 * DAY);
  await done(as("ceiba").authorityRegistry.acceptSuccession(toBytes("MXTN01")));

  // Keys of seats: a recovery key that names another account, one that is announced, an account that took over.
  await done(as("es").consortium.proposeRecovery(at("atalaya")));
  await done(as("mx").consortium.proposeAuthority(at("jacaranda")));
  await wait(3 * DAY);
  const spain = await seatOf("es");
  const mexico = await seatOf("mx");
  await done(as("atalaya").consortium.acceptRecovery(spain));
  await done(as("atalaya").consortium.allowResignation(spain, true));
  await done(as("cn").consortium.proposeRecovery(at("faro")));

  // A vote taken back after the decision was taken, and a country that another seat gets: what its seat accredited, and an order
  // that was signed over an objection, end with it.
  const voting = ["cn", "es", "mx", "de"];
  const decide = async (proposal: string, country: string, party: string) => {
    const reason = `${proposal}, once more`;
    await act({ action: "proposeCountry", by: "es", proposal, country, party, reason });
    await wait(DAY + 60);
    for (const by of voting) await act({ action: "vote", by, proposal, support: "for" });
    await wait(8 * DAY);
  };
  await decide("Korea to Mexico", "KR", "mx");
  const { calls, description } = play.proposal("Korea to Mexico");
  const account = play.account("de");
  await withdrawSupportSync(play.sender, { calls, description, account });
  await done(
    as("de").authorityRegistry.accredit(
      at("kawabe"),
      WORKSHOP,
      toBytes("DE"),
      (await now()) + 300 * DAY,
    ),
  );
  const ended = await propose("de", tern(4), "verwalter");
  await done(as("werkhalle").orders.object(ended, keccak("mine")));
  for (const seat of ["cn", "es"]) await done(as(seat).orders.countersign(ended));
  await decide("Germany to Spain", "DE", "es");
  await act({ action: "queue", by: "es", proposal: "Germany to Spain" });
  await wait(3 * DAY);
  await act({ action: "execute", by: "es", proposal: "Germany to Spain" });

  // What is under way at the end: an order that was objected to, and the namings.
  const pending = await propose("jp", tern(3), "yamane");
  await done(as("lira").orders.object(pending, keccak("mine")));
  await done(as("cn").orders.countersign(pending));
  await done(as("atalaya").consortium.proposeAuthorityOf(spain, at("ribera")));
  await done(as("jacaranda").consortium.acceptAuthority(mexico));
}
