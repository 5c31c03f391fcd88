import { readFileSync } from "node:fs";
import { CSV_HEAD, counted, csvLine, rowsOf } from "@openrobotid/testkit/production";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { keccak256 } from "viem";
import {
  ManifestError,
  planFile,
  proofFromManifest,
  UnitNotInManifestError,
  verifyManifest,
} from "../../src/batch/index.js";
import { composeRobotId, parseModelId, type RobotId, toBytes32 } from "../../src/index.js";
import { folder } from "./folder.js";

const model = parseModelId("CN-UT01-G1PRO1");
const rows = [...rowsOf(counted("26W07", 1, 25))];
const csv = `${[CSV_HEAD, ...rows.map(csvLine)].join("\n")}\n`;
/** As the contracts have it. */
const keyDigest = (deviceKey: string) => keccak256(`0x${deviceKey.slice(2)}`);
const TYPES = ["bytes32", "bytes32", "bytes32"];

describe("manifest", () => {
  const { path, write } = folder();
  const manifest = path("units.manifest.jsonl");
  const plan = (content: string, to: string) =>
    planFile({ file: write(content), model, counterWidth: 12, manifest: to });
  let unitsRoot: `0x${string}`;

  before(async () => {
    ({ unitsRoot } = await plan(csv, manifest));
  });

  it("can be read with nothing but JSON and OpenZeppelin's library", () => {
    const [head, ...lines] = readFileSync(manifest, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const tail = lines.pop();
    expect(head).to.deep.equal({ format: "open-robot-id-manifest-1", model, leaf: TYPES });
    expect(tail).to.deep.equal({ units: 25, unitsRoot });
    const values = lines.map((unit) => [
      toBytes32(unit.robotId),
      unit.deviceKeyDigest,
      unit.birthRecordDigest,
    ]);
    expect(StandardMerkleTree.of(values, TYPES).root).to.equal(unitsRoot);
    expect(lines[3]).to.deep.equal({
      robotId: composeRobotId(model, rows[3]?.serial ?? ""),
      deviceKeyDigest: keyDigest(rows[3]?.deviceKey ?? ""),
      birthRecordDigest: rows[3]?.birthRecordDigest,
    });
  });

  it("has the same bytes whatever form the file is in", async () => {
    const other = path("other.manifest.jsonl");
    await plan(
      `\uFEFF${csv.replaceAll("\n", "\r\n").toLowerCase().replace(CSV_HEAD.toLowerCase(), CSV_HEAD)}`,
      other,
    );
    expect(readFileSync(other, "utf8")).to.equal(readFileSync(manifest, "utf8"));
  });

  it("gives back its root, and compares it with the one of the chain", async () => {
    const expected = { model, units: 25, unitsRoot };
    expect(await verifyManifest({ file: manifest })).to.deep.equal(expected);
    expect(await verifyManifest({ file: manifest, unitsRoot })).to.deep.equal(expected);
    const other = verifyManifest({ file: manifest, unitsRoot: `0x${"00".repeat(32)}` });
    const error = await other.catch((thrown) => thrown);
    expect(error).to.be.instanceOf(ManifestError);
    expect(error.shortMessage).to.match(/the root is 0x.*, and not 0x0000/);
  });

  it("is refused where a byte of it was altered, or a line is missing", async () => {
    const text = readFileSync(manifest, "utf8");
    const lines = text.split("\n");
    const without = (index: number) => lines.filter((_, at) => at !== index).join("\n");
    const altered: [string, number, RegExp][] = [
      ["", 1, /expected a last line/],
      [text.replace("manifest-1", "manifest-2"), 1, /first line of a manifest/],
      [without(0), 1, /first line of a manifest/],
      [without(5), 26, /expected 25 units/],
      [without(26), 27, /expected a last line/],
      [text.slice(0, -3), 27, /expected a unit/],
      [`${text}{}\n`, 28, /nothing behind the last line/],
      [text.replace("G1PRO126W", "G1PRO226W"), 2, /expected a unit of model CNUT01G1PRO1/],
      [
        text.replace(lines[2] ?? "", lines[1] ?? ""),
        3,
        /CNUT01G1PRO126W07000000000001 comes twice/,
      ],
      [text.replace('"robotId"', '"robotid"'), 2, /expected a unit/],
      [text.replace(/"birthRecordDigest":"0x./, '"birthRecordDigest":"0xz'), 2, /expected a unit/],
      [
        text.replace(
          /("birthRecordDigest":"0x)./,
          (_, front) => `${front}${text.includes(`${front}0`) ? 1 : 0}`,
        ),
        27,
        /the root of these units is 0x/,
      ],
      [`${lines[0]}\n${"A".repeat(10_000_000)}`, 2, /expected a unit/],
    ];
    for (const [content, line, reason] of altered) {
      const error = await verifyManifest({ file: write(content) }).catch((thrown) => thrown);
      expect(error, String(reason)).to.be.instanceOf(ManifestError);
      expect(error.shortMessage).to.match(reason);
      expect(error.line, String(reason)).to.equal(line);
    }
  });

  it("proves each of its units", async () => {
    for (const { serial, deviceKey, birthRecordDigest } of [rows[0], rows[11], rows[24]].filter(
      (row) => row !== undefined,
    )) {
      const id = composeRobotId(model, serial);
      const proof = await proofFromManifest({ file: manifest, id });
      const leaf = [toBytes32(id), keyDigest(deviceKey), birthRecordDigest];
      expect(StandardMerkleTree.verify(unitsRoot, TYPES, leaf, [...proof.siblings])).to.equal(true);
      expect(proof).to.include({ robotId: id, birthRecordDigest, unitsRoot });
    }
  });

  it("has no proof of another unit", async () => {
    const id = "CNUT01G1PRO126W07000000000026" as RobotId;
    const error = await proofFromManifest({ file: manifest, id }).catch((thrown) => thrown);
    expect(error).to.be.instanceOf(UnitNotInManifestError);
    expect(error.message).to.match(/no unit CN-UT01-G1PRO1-26W07000000000026/);
  });
});
