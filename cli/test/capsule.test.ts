// Capsules and labels of the command line: made with a node, verified with none.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { robotIdChain } from "@openrobotid/sdk/chains";
import { createSoftwareSigner } from "@openrobotid/sdk/device";
import type { ProvingClient } from "@openrobotid/sdk/evidence";
import { LABEL_LANGUAGES } from "@openrobotid/sdk/label";
import { anchorOf, proven, witnessKeyOf } from "@openrobotid/sdk/proof";
import {
  directoryDomain,
  directoryTypes,
  witnessStatementOf,
  writeWitnessList,
} from "@openrobotid/sdk/witness";
import { deploymentFile, folder, isolate, party, rpcUrl } from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { encodeQR } from "qr";
import { createClient, type Hex, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { EXIT } from "../src/exit-codes.js";
import { answers, fails, says } from "./run.js";

const TERN = "CN-BH01-TERN03-25W07000000000004";
const UNKNOWN = "CN-BH01-TERN03-25W07000000999999";
const KEY = {
  kty: "EC",
  crv: "P-256",
  x: "axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY",
  y: "T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU",
  d: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE",
};

/** A picture of a QR code: grey, eight pixels a module. */
function pictureOf(text: string): Uint8Array {
  const rows = encodeQR(text, "raw", { ecc: "low", border: 4 });
  const side = rows.length * 8;
  const raw = Buffer.alloc(side * (side + 1));
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      raw[y * (side + 1) + 1 + x] = rows[y >> 3]?.[x >> 3] ? 0 : 255;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 8;
  const chunk = (type: string, content: Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, Buffer.from(type, "latin1"), content, Buffer.alloc(4)]);
  };
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(raw)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

describe("robotid capsule", function () {
  this.timeout(120_000);
  isolate();

  const cwd = mkdtempSync(join(folder, "capsule-"));
  const surroundings = { cwd };
  /** Without a node and without a deployment file. */
  const nowhere = { cwd, bare: true, env: { HOME: cwd } };
  const make = `capsule make ${TERN} --seat 1 --witness-key key.json`;
  const fresh = "capsule verify robot.capsule --witnesses witnesses.cbor --anchor anchor.json";
  /** The chain of the tests ends in 2025. */
  const verify = `${fresh} --max-list-age 200000`;

  before(async () => {
    writeFileSync(join(cwd, "anchor.json"), await says("anchor show"));
    writeFileSync(join(cwd, "key.json"), JSON.stringify(KEY));
    await answers(`${make} --out robot.capsule`, surroundings);
    writeFileSync(join(cwd, "witnesses.cbor"), await listOf(KEY));
  });

  /** The list of witnesses, in which the account of seat 1 names one. */
  async function listOf(jwk: typeof KEY): Promise<Uint8Array> {
    const deployment = JSON.parse(readFileSync(deploymentFile, "utf8"));
    const anchor = anchorOf(deployment);
    if (!anchor) throw new Error("The deployment of the tests carries an anchor.");
    const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
    const client = createClient({ chain, transport: proven(http(rpcUrl), { anchor }) });
    const { key } = await createSoftwareSigner(jwk);
    const none = { nodes: [], relayers: [], participants: [], withheld: [] };
    const witness = { key: witnessKeyOf(key), url: "https://witness.example/checkpoint" };
    const entry = { seat: 1, issuedAt: 1_767_225_600, ...none, witness };
    const consortium = deployment.contracts.Consortium.address;
    const signature = await privateKeyToAccount(party("cn").privateKey as Hex).signTypedData({
      domain: directoryDomain({ chainId: deployment.chainId, consortium }),
      types: directoryTypes(true),
      primaryType: "DirectoryEntry",
      message: { ...entry, seat: 1n, issuedAt: BigInt(entry.issuedAt) },
    } as never);
    const statement = witnessStatementOf({ ...entry, signature });
    return await writeWitnessList(client as unknown as ProvingClient, [statement as never]);
  }

  it("says the same from its text as a look-up, with no node, whose it is and how old", async () => {
    const found = await answers<Record<string, never>>(verify, nowhere);
    const { verdict, also } = await answers<Record<string, never>>(`lookup ${TERN}`);
    expect(found).to.deep.include({ verdict, also, seat: 1 });
    expect(found.capsule).to.equal(readFileSync(join(cwd, "robot.capsule"), "utf8").trim());
    expect(found.ageSeconds).to.be.a("number");
    const page = await says(verify, nowhere);
    expect(page)
      .to.contain("A recall is open on it.")
      .and.contain("Signed by the witness of seat 1");
    expect(page).to.match(/What it says is .* old, the list of witnesses .*\./);
  });

  it("is read as a text, from a file, and out of a picture", async () => {
    const text = readFileSync(join(cwd, "robot.capsule"), "utf8").trim();
    writeFileSync(join(cwd, "photo.png"), pictureOf(text));
    const options = verify.split(" ").slice(3);
    for (const given of [text, "robot.capsule", "photo.png"]) {
      const { capsule } = await answers<{ capsule: string }>(
        ["capsule", "verify", given, ...options],
        nowhere,
      );
      expect(capsule).to.equal(text);
    }
    for (const [name, content, what] of [
      ["cut.png", pictureOf(text).slice(0, 300), "breaks off"],
      ["photo.jpg", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), "it is no PNG"],
    ] as const) {
      writeFileSync(join(cwd, name), content);
      const { message } = await fails(["capsule", "verify", name, ...options], EXIT.usage, nowhere);
      expect(message).to.contain(what);
    }
  });

  it("of a code that was never issued ends as a look-up does", async () => {
    const line = `capsule make ${UNKNOWN} --seat 1 --witness-key key.json --out unknown.capsule`;
    await answers(line, { ...surroundings, exits: EXIT.unknown });
    const { verdict, head } = await answers<Record<string, unknown>>(
      verify.replace("robot.capsule", "unknown.capsule"),
      { ...nowhere, exits: EXIT.unknown },
    );
    expect({ verdict, head }).to.deep.equal({ verdict: "unknownCode", head: null });
  });

  it("is not proven where it was altered, where another key signed, and with a list that is none", async () => {
    const reasonOf = async (line: string) =>
      ((await fails(line, EXIT.notProven, nowhere)).details as { reason: string }).reason;
    const text = readFileSync(join(cwd, "robot.capsule"), "utf8").trim();
    writeFileSync(join(cwd, "altered.capsule"), text.slice(0, -6));
    expect(await reasonOf(verify.replace("robot", "altered"))).to.match(/^file/);
    const keys = [{ ...KEY }];
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
      "sign",
    ]);
    keys.push((await crypto.subtle.exportKey("jwk", pair.privateKey)) as typeof KEY);
    writeFileSync(join(cwd, "other.json"), JSON.stringify(keys[1]));
    await answers(
      `capsule make ${TERN} --seat 1 --witness-key other.json --out other.capsule`,
      surroundings,
    );
    expect(await reasonOf(verify.replace("robot", "other"))).to.equal("witnessLeft");
    await answers(
      `capsule make ${TERN} --seat 2 --witness-key key.json --out second.capsule`,
      surroundings,
    );
    expect(await reasonOf(verify.replace("robot", "second"))).to.equal("witnessUnknown");
    expect(await reasonOf(fresh)).to.equal("witnessListOld");
    writeFileSync(join(cwd, "no.cbor"), "none");
    expect(await reasonOf(verify.replace("witnesses.cbor", "no.cbor"))).to.match(/^file/);
  });

  it("has a list whose witnesses go into an anchor, which then asks for them", async () => {
    const line = "anchor witness --witnesses witnesses.cbor --anchor anchor.json";
    const text = await says(`${line} --ask 1`, nowhere);
    expect(JSON.parse(text)).to.deep.include({ cosigners: 1, seals: "none" });
    expect(JSON.parse(text).witnesses).to.have.length(1);
    expect((await fails(`${line} --ask 2`, EXIT.usage, nowhere)).message).to.contain("names 1");
    writeFileSync(join(cwd, "asking.json"), text);
    // Nobody serves that witness.
    const { details } = await fails(
      `lookup ${TERN} --anchor asking.json`,
      EXIT.notProven,
      surroundings,
    );
    expect(details).to.include({ reason: "cosignaturesTooFew" });
    await answers(`lookup ${TERN} --anchor asking.json --cosigners 0`, surroundings);
  });

  it("goes onto a label with the link, in three languages, as SVG and PDF", async () => {
    for (const language of LABEL_LANGUAGES) {
      for (const format of ["svg", "pdf"]) {
        const file = `${language}.${format}`;
        const line = `label ${TERN} --resolver https://id.example --capsule robot.capsule --language ${language} --out ${file}`;
        expect(await answers(line, nowhere)).to.deep.include({ language, format });
        const text = readFileSync(join(cwd, file), "utf8");
        expect(text).to.match(format === "svg" ? /^<svg / : /^%PDF-1\.7/);
      }
    }
    const line = `label ${TERN} --resolver https://id.example --out label.png`;
    expect((await fails(line, EXIT.usage, nowhere)).message).to.contain("says no format");
  });
});
