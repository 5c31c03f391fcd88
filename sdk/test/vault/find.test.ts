// Which vaults a history names, and which addresses are none.
import { expect } from "chai";
import { zeroAddress, zeroHash } from "viem";
import type { HistoryEntry } from "../../src/history/history.js";
import { vaultsNamedIn } from "../../src/vault/find.js";

const entry = (seq: number, uri: string, capacity = "workshop", event = "DocumentRecorded") =>
  ({
    ...{ seq: BigInt(seq), actor: zeroAddress, kind: "service", event },
    fields: { capacity, uri, commitment: zeroHash },
  }) as unknown as HistoryEntry;

const urlsOf = (uris: readonly string[], options?: Parameters<typeof vaultsNamedIn>[1]) =>
  vaultsNamedIn(
    uris.map((uri, index) => entry(index + 1, uri)),
    options,
  ).map(({ url }) => url);

describe("vaultsNamedIn", () => {
  it("gives each vault once, the one that was named last first, with who named it", () => {
    const entries = [
      entry(1, "https://one.example/robots/1"),
      entry(2, "https://two.example", "holder", "TelemetryAnchored"),
      entry(3, "https://ONE.example:443/another", "maker"),
      entry(4, "https://three.example", "maker", "RobotMoved"),
    ];
    const of = { actor: zeroAddress };
    expect(vaultsNamedIn(entries)).to.deep.equal([
      {
        url: "https://one.example",
        mentions: [
          { seq: 3, capacity: "maker", kind: "service", ...of },
          { seq: 1, capacity: "workshop", kind: "service", ...of },
        ],
      },
      {
        url: "https://two.example",
        mentions: [{ seq: 2, capacity: "holder", kind: "telemetry", ...of }],
      },
    ]);
  });

  it("leaves out what is no address of a vault", () => {
    const none = ["", "vault.example", "ipfs://a", "javascript:alert(1)", "file:///etc/passwd"];
    const hidden = ["https://vault.example@evil.example", `https://a.example/${"a".repeat(3000)}`];
    expect(urlsOf([...none, ...hidden, "http://vault.example"])).to.deep.equal([]);
  });

  it("leads to this machine on a chain of this machine alone", () => {
    const local = ["http://127.0.0.1:9650", "http://localhost.example", "http://10.0.0.1"];
    expect(urlsOf(local)).to.deep.equal([]);
    expect(urlsOf(local, { allowLoopback: true })).to.deep.equal(["http://127.0.0.1:9650"]);
  });
});
