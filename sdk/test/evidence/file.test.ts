// How a file must be written: everything else is refused, each for a reason of its own, before much of it is in memory.
import { constants, createDeflateRaw, deflateSync } from "node:zlib";
import { expectNotProven } from "@openrobotid/testkit/refusals";
import { robots } from "@openrobotid/testkit/robots";
import { encode } from "cborg";
import { expect } from "chai";
import type { Hex } from "viem";
import { writeEvidence } from "../../src/evidence/file.js";
import { type Evidence, readEvidence } from "../../src/evidence/index.js";
import type { NotProvenReason } from "../../src/proof/index.js";
import { contentIn, fileOf } from "./files.js";

const FORMAT = "open-robot-id-evidence";
const word = (digits: string) => `0x${digits.repeat(32)}` as Hex;

const evidence: Evidence = {
  chainId: 4711,
  about: { id: robots.sold, at: 1_767_225_600 },
  blocks: [[[word("01"), "0x", "0x2a"]], [[word("02")], ["0x02c0"], ["0x02c1", "0x"]]],
  nodes: [word("03"), "0xc0"],
  code: ["0x6000"],
  path: [[7, [word("04")]]],
  logs: [[`0x${"05".repeat(20)}`, [[word("06")], [word("07"), word("08")]], 1, 9]],
};

const bytes = (...parts: readonly (Uint8Array | number)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "number" ? [part] : [...part])));

/** A content of CBOR with a field more than there are; `head` is its first byte. */
const withField = (content: Uint8Array, name: string, value: Uint8Array) =>
  fileOf(bytes((content[0] ?? 0) + 1, content.subarray(1), encode(name), value));

describe("an evidence file", () => {
  let file: Uint8Array;
  let json: string;
  let content: Uint8Array;

  before(async () => {
    file = await writeEvidence(evidence, "cbor");
    json = new TextDecoder().decode(await writeEvidence(evidence, "json"));
    content = contentIn(file);
  });

  it("is read as it was written, as CBOR and as JSON", async () => {
    const expected = {
      ...evidence,
      blocks: [[...(evidence.blocks[0] ?? []), undefined, undefined], evidence.blocks[1]],
    };
    expect(await readEvidence(file)).to.deep.equal(expected);
    expect(await readEvidence(json)).to.deep.equal(expected);
    expect(await readEvidence(new TextEncoder().encode(json))).to.deep.equal(expected);
    expect(JSON.parse(json)).to.include({ format: FORMAT, version: 1 });
  });

  it("is refused wherever it breaks off", async () => {
    for (let length = 0; length < file.length; length += 1) {
      await expectNotProven("fileTruncated", () => readEvidence(file.subarray(0, length)));
    }
    for (let length = 2; length < json.trimEnd().length; length += 7) {
      const { reason } = await readEvidence(json.slice(0, length)).catch((error) => error);
      expect(reason, json.slice(0, length)).to.be.oneOf(["fileTruncated", "fileShape"]);
    }
  });

  const cases: Readonly<
    Record<string, readonly [reason: NotProvenReason, make: () => Uint8Array | string]>
  > = {
    nothing: ["fileTruncated", () => new Uint8Array()],
    words: ["fileFormat", () => "evidence"],
    "a picture": ["fileFormat", () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    "CBOR of something else": ["fileFormat", () => encode(["something", 1, 0, new Uint8Array()])],
    "JSON of something else": ["fileFormat", () => `{"format":"something"}`],
    "a later version": ["fileVersion", () => encode([FORMAT, 2, 0, new Uint8Array()])],
    "a later version, as JSON": ["fileVersion", () => json.replace(`"version": 1`, `"version": 2`)],
    "bytes after its end": ["fileTrailing", () => bytes(file, 0)],
    "another file after its end": ["fileTrailing", () => bytes(file, file)],
    "bytes after the content": ["fileTrailing", () => fileOf(bytes(content, 0))],
    "bytes after its JSON": ["fileTrailing", () => `${json} {}`],
    "bytes after what is deflated": [
      "fileDamaged",
      () => encode([FORMAT, 1, content.length, bytes(deflateSync(content), 1, 2, 3)]),
    ],
    "a checksum that is wrong": [
      "fileDamaged",
      () => {
        const deflated = deflateSync(content);
        deflated[deflated.length - 1] = (deflated.at(-1) ?? 0) ^ 1;
        return encode([FORMAT, 1, content.length, deflated]);
      },
    ],
    "a content that breaks off": ["fileTruncated", () => fileOf(content.subarray(0, -1))],
    "a content shorter than it says": [
      "fileLength",
      () => encode([FORMAT, 1, content.length + 1, deflateSync(content)]),
    ],
    "a content longer than it says": [
      "fileLength",
      () => encode([FORMAT, 1, content.length - 1, deflateSync(content)]),
    ],
    "a content longer than the most": [
      "fileTooLarge",
      () => encode([FORMAT, 1, 2 ** 30, new Uint8Array(3)]),
    ],
    "a file longer than the most": ["fileTooLarge", () => new Uint8Array(2 ** 24 + 1)],
    "bytes of a length that is a lie": [
      "fileTruncated",
      () => fileOf(bytes(0xa1, encode("code"), 0x5a, 0x7f, 0xff, 0xff, 0xff, 1)),
    ],
    "a list of a length that is a lie": [
      "fileTruncated",
      () => fileOf(bytes(0xa1, encode("code"), 0x9a, 0x7f, 0xff, 0xff, 0xff, 1)),
    ],
    "a map of a length that is a lie": [
      "fileTruncated",
      () => fileOf(bytes(0xba, 0x7f, 0xff, 0xff, 0xff)),
    ],
    "a key twice": ["fileDuplicateKey", () => withField(content, "code", encode([]))],
    "a key twice, as JSON": [
      "fileDuplicateKey",
      () => json.replace("{", `{"format": "${FORMAT}",`),
    ],
    "a list of indefinite length": ["fileIndefinite", () => bytes(0x9f, file.subarray(1), 0xff)],
    "a map of indefinite length": [
      "fileIndefinite",
      () => fileOf(bytes(0xbf, content.subarray(1), 0xff)),
    ],
    "bytes of indefinite length": [
      "fileIndefinite",
      () => fileOf(bytes(0xa1, encode("code"), 0x5f, 0x41, 1, 0xff)),
    ],
    "a tag": ["fileTag", () => bytes(0xd9, 0xd9, 0xf7, file)],
    "a tag within": ["fileTag", () => fileOf(bytes(0xa1, encode("code"), 0xc2, 0x41, 1))],
    "a number that is longer than it must be": [
      "fileShape",
      () => withField(content, "more", Uint8Array.of(0x18, 1)),
    ],
    "a field that there is not": ["fileShape", () => withField(content, "more", encode(1))],
    "a field missing": ["fileShape", () => fileOf(encode({ chainId: 1 }))],
    "a text for bytes": ["fileShape", () => withField(content, "more", encode("0x00"))],
    "no map": ["fileShape", () => fileOf(encode([1]))],
    "a fraction": ["fileShape", () => json.replace("4711", "47.11")],
    "a code that is none": ["fileShape", () => json.replace(robots.sold, "CN")],
    "lists in lists": ["fileShape", () => fileOf(new Uint8Array(2 ** 20).fill(0x81))],
    "lists in lists, as JSON": ["fileShape", () => `{"a":${"[".repeat(2 ** 20)}`],
  };

  for (const [name, [reason, make]] of Object.entries(cases)) {
    it(`is refused for what it is: ${name}`, async () => {
      const error = await expectNotProven(reason, async () => await readEvidence(make()));
      expect(error).to.include({ answer: "notProven", node: "the evidence file" });
    });
  }

  it("of 1 MiB that inflates to 1 GiB is given up at what it says that it holds", async () => {
    const bomb = await deflatedZeros(1024);
    expect(bomb.length).to.be.within(2 ** 20 - 100_000, 2 ** 20 + 200_000);
    const before = process.memoryUsage().rss;
    for (const said of [2 ** 10, 2 ** 24]) {
      await expectNotProven("fileLength", () => readEvidence(encode([FORMAT, 1, said, bomb])));
    }
    await expectNotProven("fileTooLarge", () => readEvidence(encode([FORMAT, 1, 2 ** 30, bomb])));
    expect(process.memoryUsage().rss - before).to.be.at.most(192 * 2 ** 20);
  });
});

/** So many MiB of zeros, deflated: one of them, again and again. */
async function deflatedZeros(mebibytes: number): Promise<Uint8Array> {
  const stream = createDeflateRaw({ level: 9 });
  const parts: Uint8Array[] = [];
  stream.on("data", (part: Uint8Array) => parts.push(part));
  await new Promise((resolve) => stream.write(new Uint8Array(2 ** 20), resolve));
  await new Promise<void>((resolve) => stream.flush(constants.Z_FULL_FLUSH, resolve));
  const one = Buffer.concat(parts);
  return bytes(
    Uint8Array.of(0x78, 0xda),
    Buffer.concat(Array.from({ length: mebibytes }, () => one)),
    3,
    0,
  );
}
