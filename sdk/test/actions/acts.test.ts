// What a holder signs who sends nothing itself, and a dealer submits.

import { accounts, clientOf, isolate, time, world } from "@openrobotid/testkit/chain";
import { digest, later, mexico, robots } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { type Act, createCommitment, type PrepareActParameters } from "../../src/actions/index.js";
import { toBytes32 } from "../../src/index.js";
import { refused } from "../refused.js";

/** The nonce of a holder's first act about a robot that changed hands once. */
const FIRST = 1n << 128n;

describe("Acts by signature", () => {
  isolate();
  const id = robots.sold;
  const [owner, dealer, recycler] = [clientOf("owner"), clientOf("dealer"), clientOf("recycler")];
  const signer = owner.account.address;
  const common = { id, signer, deadline: later } as const;

  /** Prepared by the dealer, signed by the holder. */
  async function signed(parameters: PrepareActParameters) {
    const act = await dealer.prepareAct(parameters);
    return { act, signature: await owner.signAct({ act }) };
  }
  const submitted = async (parameters: PrepareActParameters) =>
    await dealer.submitActSync(await signed(parameters));

  it("report a theft and clear it", async () => {
    const theft = { ...common, flag: "stolen", reasonDigest: digest } as const;
    const raised = await submitted({ act: "raiseFlag", ...theft });
    expect(raised.event).to.equal("FlagRaised");
    expect(raised.fields).to.include({ id, flag: "stolen", reporter: signer });
    const cleared = await submitted({ act: "clearFlag", ...theft });
    expect(cleared.event).to.equal("FlagCleared");
    expect(cleared.fields).to.include({ clearedBy: signer });
    const { entries } = await dealer.getHistory({ id });
    expect(entries.slice(-2).map(({ actor }) => actor)).to.deep.equal([signer, signer]);
  });

  it("name an operator and end its term", async () => {
    const operator = accounts.operator.address;
    const term = { act: "setOperator", ...common, operator, until: later } as const;
    const named = await submitted(term);
    expect(named.event).to.equal("OperatorNamed");
    expect(named.fields).to.include({ operator, until: later });
    await submitted({ act: "setOperator", ...common });
    expect((await dealer.getRobot({ id })).operator).to.equal(undefined);
  });

  it("offer a robot to a recycler, take it back, and move it to another market", async () => {
    const offer = { act: "offerIntake", ...common, recycler: recycler.account.address } as const;
    const offered = await submitted(offer);
    expect(offered.event).to.equal("IntakeOffered");
    await recycler.takeInSync({ id });
    await recycler.offerReturnSync({ id });
    const back = await submitted({ act: "takeBack", ...common });
    expect(back.event).to.equal("RobotReturned");
    const moved = await submitted({ act: "relocate", ...common, country: mexico });
    expect(moved.event).to.equal("Relocated");
    expect(await dealer.getRobot({ id })).to.include({ state: "inService", market: "MX" });
  });

  it("object to an order, whose robot is known from it", async () => {
    const { order } = await clientOf("ES").proposeOrderSync({
      id,
      action: "transfer",
      beneficiary: accounts.buyer.address,
      reasonDigest: digest,
    });
    const objection = { act: "objectToOrder", order, reasonDigest: digest } as const;
    const objected = await submitted({ ...objection, signer, deadline: later });
    expect(objected.event).to.equal("OrderObjected");
    expect(objected.fields).to.include({ id, order, reasonDigest: digest });
  });

  it("revoke a consent alone, and all of them", async () => {
    const to = accounts.buyer.address;
    const consent = await dealer.prepareConsent({ id, to, deadline: later });
    const one = await submitted({ act: "revokeConsent", consent, signer, deadline: later });
    expect(one.event).to.equal("ConsentRevoked");
    expect(one.fields).to.include({ account: signer });
    expect(await dealer.isConsentRevoked({ consent, account: signer })).to.equal(true);
    const all = await submitted({ act: "revokeConsents", ...common });
    expect(all.event).to.equal("ConsentsRevoked");
    expect(all.fields).to.include({ account: signer, id, revocations: 1n });
  });

  it("are good once, until their deadline, and for what was signed", async () => {
    const { act, signature } = await signed({ act: "relocate", ...common, country: mexico });
    const other = { ...act, country: "ES" } as Act;
    await refused(
      dealer.submitAct({ act: other, signature }),
      "SignedActsNotSigned",
      new RegExp(`${signer} did not sign exactly this for CN-UT01-G1PRO1-26W05000000000001`),
    );
    await dealer.submitActSync({ act, signature });
    const next = `with the nonce ${FIRST + 1n}`;
    await refused(dealer.submitAct({ act, signature }), "SignedActsNotSigned", new RegExp(next));
    const soon = (await time.latest()) + 3600;
    const late = await signed({ act: "revokeConsents", ...common, deadline: soon });
    await time.increaseTo(soon + 1);
    await refused(dealer.submitAct(late), "SignedActsExpired", /was good until 2026-01-12T/);
  });

  it("are refused as the signer would be, and named by the signer's nonce alone", async () => {
    const stranger = clientOf("stranger");
    const act = await dealer.prepareAct({
      act: "relocate",
      ...common,
      signer: stranger.account.address,
      country: mexico,
    });
    await refused(
      dealer.submitAct({ act, signature: await stranger.signAct({ act }) }),
      "RobotRegistryNotHolder",
      new RegExp(`${stranger.account.address} does not hold`),
    );
    const mine = await dealer.prepareAct({ act: "relocate", ...common, country: mexico });
    expect(mine.nonce).to.equal(FIRST);
  });

  it("can be signed elsewhere, from the typed data", async () => {
    const reasonDigest = createCommitment("Report 2026-7").commitment;
    const act = await dealer.prepareAct({
      act: "raiseFlag",
      ...common,
      flag: "stolen",
      reasonDigest,
    });
    const data = dealer.actTypedData(act);
    expect(data.domain.verifyingContract).to.equal(await world.signedActs.getAddress());
    expect(data.message).to.include({ robotId: toBytes32(id), flag: 1, nonce: FIRST });
    const signature = await accounts.owner.signTypedData(data as never);
    await dealer.submitActSync({ act, signature });
  });
});
