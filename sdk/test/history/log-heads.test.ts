// The heads of the contracts' logs follow from events alone, by the arithmetic that the package offers.

import { clientOf, deployment, isolate } from "@openrobotid/testkit/chain";
import { robots, SEQUENTIAL } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { parseEventLogs, zeroHash } from "viem";
import { getLogs } from "viem/actions";
import { robotRegistryAbi } from "../../src/abis/index.js";
import { keptHead, nextHead, nextLogHead } from "../../src/history/index.js";
import { fromBytes32 } from "../../src/index.js";
import { LOGS } from "../logs.js";

const client = clientOf("stranger");

const isRobot = (subject: `0x${string}`) => {
  try {
    return fromBytes32(subject).length === 29;
  } catch {
    return false;
  }
};

describe("the log of a contract", () => {
  isolate();
  before(async () => {
    await clientOf("owner").revokeConsentsSync({ id: robots.sold });
    await clientOf("maker").publishReleaseSync({
      model: SEQUENTIAL,
      version: "2.1.0",
      imageDigest: `0x${"ab".repeat(32)}`,
      uri: "",
    });
  });

  for (const contract of LOGS) {
    it(`has the head that its events add up to (${contract})`, async () => {
      const name = `${contract[0]?.toUpperCase()}${contract.slice(1)}`;
      const address = deployment.contracts[name]?.address ?? "0x";
      const logs = await getLogs(client, { address, fromBlock: 0n });
      const entries = parseEventLogs({ abi: robotRegistryAbi, logs, eventName: "Recorded" });
      const chains = new Map<string, { head: `0x${string}`; seq: bigint }>();
      let head: `0x${string}` = zeroHash;
      for (const { args } of entries) {
        const { subject, kind: kindNumber, ...entry } = args;
        if (contract !== "robotRegistry" || !isRobot(subject)) {
          const before = chains.get(subject) ?? { head: zeroHash, seq: 0n };
          expect(entry.seq).to.equal(before.seq + 1n);
          const next = nextHead(before.head, { kindNumber, ...entry });
          expect(entry.head).to.equal(keptHead(next));
          chains.set(subject, entry);
        }
        head = nextLogHead(head, subject, entry.head);
      }
      expect(await client.getLog({ contract })).to.deep.equal({
        count: BigInt(entries.length),
        head,
      });
    });
  }
});
