// At the scene and in the factory: a robot answers a challenge, and a manifest proves its key.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deviceKeyFile, folder, isolate, manifests, party } from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { answers, fails, robotid, says } from "./run.js";

const TERN = "CN-BH01-TERN03-25W0700000000";
const MANIFEST = join(manifests, "tern-25w07.jsonl");

/** Asks a code, has a key sign, and verifies. */
async function ask(code: string, keyFile: string, out: string, exits: number) {
  await answers(`verify challenge ${code} --out ${out}`);
  const { signature } = await answers(["device", "sign", out, "--device-key", keyFile]);
  return await answers(`verify answer ${out} --signature ${signature}`, { exits });
}

describe("verify", () => {
  it("tells the robot of a code from all others", async () => {
    const key = deviceKeyFile("CNBH01TERN0325W07000000000002");
    expect(await ask(`${TERN}0002`, key, "c1.json", 0)).to.deep.include({
      answer: "genuine",
      verdict: "inService",
    });
    expect(await ask(`${TERN}0003`, key, "c2.json", 5)).to.deep.include({ answer: "wrongKey" });
    expect(await ask(`${TERN}0006`, key, "c3.json", 5)).to.deep.include({ answer: "notActivated" });
    expect(await ask(`${TERN}0005`, key, "c4.json", 5)).to.deep.include({ answer: "scrapped" });
    expect(await ask("CN-UT01-G1PRO1-26W05000000009999", key, "c5.json", 3)).to.deep.include({
      answer: "unknownCode",
    });
  });

  it("says in words what an answer shows, and that it came too late", async () => {
    const key = deviceKeyFile("CNBH01TERN0325W07000000000002");
    const challenge = JSON.parse(await says(`verify challenge ${TERN}0002`, {}));
    const expired = {
      ...challenge,
      issuedAt: challenge.issuedAt - 100,
      expiresAt: challenge.issuedAt - 40,
    };
    writeFileSync(join(folder, "old.json"), JSON.stringify(expired));
    const signature = (
      await says(["device", "sign", "-", "--device-key", key], {
        readInput: async () => JSON.stringify(expired),
      })
    ).trim();
    const { exitCode, out } = await robotid(`verify answer old.json --signature ${signature}`);
    expect(exitCode).to.equal(5);
    expect(out).to.include("too late").and.include(`${TERN}0002`);
  });

  it("refuses challenges of other registries, and what is none", async () => {
    await answers(`verify challenge ${TERN}0001 --out mine.json`);
    const mine = JSON.parse(readFileSync(join(folder, "mine.json"), "utf8"));
    writeFileSync(join(folder, "other.json"), JSON.stringify({ ...mine, chainId: 1 }));
    const signature = `0x${"01".repeat(64)}`;
    expect(
      (await fails(`verify answer other.json --signature ${signature}`, 2)).message,
    ).to.include("on chain 1");
    writeFileSync(join(folder, "none.json"), JSON.stringify({ ...mine, nonce: "0x12" }));
    expect((await fails(`verify answer none.json --signature ${signature}`, 2)).message).to.include(
      "none.json is no challenge: nonce",
    );
    expect((await fails("verify answer mine.json --signature 0x1234", 2)).message).to.include(
      "no P-256 signature",
    );
    expect((await fails(`verify challenge ${TERN}0001 --out mine.json`, 2)).message).to.include(
      "it is there already",
    );
  });

  it("rebuilds a manifest's root and compares it with the chain", async () => {
    const line = ["verify", "manifest", MANIFEST];
    expect(await answers([...line, "--lot-of", `${TERN}0001`])).to.deep.include({
      units: 10_000,
      comparedWith: "lot",
    });
    expect(await says(line)).to.include("10,000 units");
    expect((await fails([...line, "--root", `0x${"12".repeat(32)}`], 5)).code).to.equal(
      "ManifestError",
    );
    const other = ["--lot-of", "MX-TN01-COLIB1-LAB89XGCZHLM5TTL0"];
    expect((await fails([...line, ...other], 5)).code).to.equal("ManifestError");
    expect(
      (await fails([...line, "--lot-of", "CN-UT01-G1PRO1-26W05000000009999"], 3)).message,
    ).to.include("never issued");
    const rootless = await fails([...line, "--lot-of", "DE-AW01-KRAN02-B2508000000000002"], 5);
    expect(rootless.message).to.include("has no root");
  });

  it("proves that a maker issued a unit with the key that is bound to it", async () => {
    const line = (code: string) => ["verify", "unit", code, "--manifest", MANIFEST];
    expect(await answers(line(`${TERN}0002`))).to.deep.include({ isSameKey: true });
    expect(await answers(line(`${TERN}0006`))).to.deep.include({
      isSameKey: null,
      boundKeyDigest: null,
    });
    // Its computer was replaced, with its maker's attestation.
    expect(await answers(line(`${TERN}0001`), { exits: 5 })).to.deep.include({ isSameKey: false });
    expect(await says(line(`${TERN}0002`))).to.include("the one that it was issued with");
    expect((await fails(line("CN-BH01-TERN03-25W07999999999999"), 5)).code).to.equal(
      "UnitNotInManifestError",
    );
  });
});

describe("device and place", () => {
  isolate();

  it("makes a key, binds it, attests it, and places a unit whose lot has no root", async () => {
    const unit = "DE-AW01-KRAN02-B2508000000000009";
    const { address } = party("adlerwald");
    const { publicKey } = await answers("device keygen kran.jwk.json");
    expect(publicKey).to.match(/^04[0-9a-f]{128}$/);
    expect((await fails("device keygen kran.jwk.json", 2)).message).to.include(
      "it is there already",
    );
    await answers(
      `device bind ${unit} --holder ${address} --device-key kran.jwk.json --out bind.json`,
    );
    const attest = `device attest ${unit} --binding bind.json --commitment 0x${"5e".repeat(32)} --deadline 2030-01-01`;
    const { attestation } = await answers<{ attestation: object }>(`${attest} --out attest.json`, {
      as: "adlerwald",
    });
    expect(attestation).to.include({ attester: address, deadline: Date.UTC(2030, 0, 1) / 1000 });
    const { attestation: said } = JSON.parse(await says(attest, { as: "adlerwald" }));
    expect(said).to.deep.equal(attestation);
    const place = `place ${unit} --country DE --binding bind.json --commitment 0x${"5e".repeat(32)}`;
    // A recall forbids it to begin with: the kneecaps of this lot are under one.
    const { code } = await fails(`${place} --attestation attest.json --dry-run`, 1, {
      as: "adlerwald",
    });
    expect(code).to.equal("RecallRegistryTransferForbidden");
    await answers(`recall remedy 3 --robot ${unit} --commitment 0x${"5e".repeat(32)}`, {
      as: "adlerwald",
    });
    await answers(`${place} --dry-run`, { as: "adlerwald" });
    await answers(`${place} --attestation attest.json`, { as: "adlerwald" });
    expect(await answers(`lookup ${unit}`)).to.deep.include({ verdict: "inService" });
  });

  it("asks for a key one way or the other, and for one that is one", async () => {
    const line = `place ${TERN}0009 --country ES --manifest x`;
    expect((await fails(line, 2, { as: "beihu" })).message).to.equal(
      "Expected either --binding or --device-key.",
    );
    writeFileSync(
      join(folder, "bad.jwk.json"),
      '{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}',
    );
    expect(
      (await fails(`${line} --device-key bad.jwk.json`, 2, { as: "beihu" })).message,
    ).to.include("is no P-256 key");
  });
});

describe("transfer consent", () => {
  isolate();

  it("collects the signatures of both sides and of the robot, and is submitted by anybody", async () => {
    writeFileSync(join(folder, "terms.txt"), "Contract of sale");
    const to = party("lira").address;
    const built = await says(
      `transfer consent build ${TERN}0002 --to ${to} --deadline 2030-01-01 --out sale.json --robot-signs --terms terms.txt`,
    );
    expect(built).to.match(/robot's own +not signed yet/);
    expect((await fails("transfer consent submit sale.json", 2, { as: "norte" })).message).to.equal(
      "sale.json is not signed yet by the holder and the receiver and the robot.",
    );
    expect((await fails("transfer consent sign sale.json", 2, { as: "norte" })).message).to.include(
      "neither the holder",
    );
    await answers("transfer consent sign sale.json", { as: "hotel" });
    await answers("transfer consent sign sale.json", { as: "lira" });
    const key = deviceKeyFile("CNBH01TERN0325W07000000000002");
    const { signatures } = await answers<{ signatures: object }>([
      "transfer",
      "consent",
      "sign",
      "sale.json",
      "--device-key",
      key,
    ]);
    expect(Object.values(signatures).every(Boolean)).to.equal(true);
    await answers("transfer consent submit sale.json", { as: "norte" });
    const { robot } = await answers<{ robot: { holder: string } }>(`lookup ${TERN}0002`);
    expect(robot.holder).to.equal(to);
  });
});
