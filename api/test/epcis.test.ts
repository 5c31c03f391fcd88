import type { RobotId } from "@openrobotid/sdk";
import { expect } from "chai";
import { epcisOf } from "../src/robots/epcis.js";
import type { RobotRecord } from "../src/robots/load.js";
import { rfc3339 } from "../src/time.js";

const ROBOT = "CNBH01TERN0325W07000000000001" as RobotId;
const BEGIN = 1_735_700_000;
const KINDS = ["placedOnMarket", "certificate", "certificateWithdrawn", "takenIn", "unitReopened"];

type Entries = Parameters<typeof epcisOf>[1];

/** A history of so many entries, each with a certificate and an outcome of its own, and how often one of them was looked at. */
function longHistory(count: number) {
  let reads = 0;
  const proof = (at: number) => ({
    transactionHash: `0x${at.toString(16).padStart(64, "0")}` as const,
    blockNumber: at,
    logIndex: 0,
    blockTime: BEGIN + at,
  });
  const counted = <row extends object>(row: row): row =>
    new Proxy(row, {
      get(target, name) {
        reads += 1;
        return Reflect.get(target, name);
      },
    });
  const each = <row extends object>(make: (at: number) => row) =>
    Array.from({ length: count }, (_, at) => counted(make(at)));
  const entries = each((at) => ({
    seq: at,
    kind: KINDS[at % KINDS.length],
    time: rfc3339(BEGIN + at),
    capacity: "maker",
    country: "ES",
    details: {},
    corrects: at > 0 && at % 7 === 0 ? at - 1 : null,
    head: `0x${at.toString(16).padStart(64, "1")}`,
    proof: proof(at),
  }));
  const since = (at: number) => ({ ...proof(at), since: BEGIN + at });
  const record = {
    id: ROBOT,
    now: BEGIN + count,
    campaigns: [
      {
        ...proof(0),
        id: 1,
        campaignNumber: "R1",
        model: ROBOT.slice(0, 12),
        kind: "range",
        first: ROBOT,
        last: ROBOT,
        country: null,
        severity: "stopUse",
        openedAt: BEGIN,
        closedAt: null,
      },
    ],
    marks: [],
    suspensions: [],
    placements: each((at) => ({ ...since(at), until: BEGIN + at + 1, country: "ES" })),
    outcomes: each((at) => ({
      ...since(at),
      until: at % 2 ? BEGIN + at : null,
      campaign: 1,
      status: "remedied",
    })),
    certificates: each((at) => ({
      ...since(at),
      expiry: BEGIN + at + 2,
      withdrawnAt: at % 3 ? null : BEGIN + at + 1,
    })),
  } as unknown as RobotRecord;
  const document = epcisOf(ROBOT, entries as unknown as Entries, {
    resolver: "https://id.example",
    asOf: BEGIN + count,
    verdict: null as never,
    record,
  });
  return { document, reads };
}

describe("a long history in EPCIS", () => {
  it("takes no longer for an entry than a short one", () => {
    const [short, long] = [longHistory(200), longHistory(800)];
    expect(long.document.epcisBody.eventList).to.have.lengthOf.above(800);
    expect(long.reads / short.reads).to.be.within(3.5, 4.5);
  });
});
