// What a file is instead of a production file, told from its first bytes: a reader of CSV would find something wrong with
// every line of it, and would not say what it is.
import { open, stat } from "node:fs/promises";
import type { FileIssue } from "./issues.js";

/** Bytes that are looked at. */
const SAMPLE = 4096;

const SIGNATURES: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x1f, 0x8b], "and this is a gzip archive: unpack it first"],
  [
    [0x50, 0x4b, 0x03, 0x04],
    "and this is a ZIP archive or an Excel workbook (.xlsx): save it as CSV UTF-8",
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], "and this is an Excel workbook (.xls): save it as CSV UTF-8"],
  [[0x25, 0x50, 0x44, 0x46], "and this is a PDF"],
  [[0xfe, 0xff], "and this is UTF-16 with the high byte first: save it as CSV UTF-8"],
];

/** What the whole file is instead of CSV; `undefined` where it may be CSV. */
export async function formFault(file: string): Promise<FileIssue | undefined> {
  if (!(await stat(file)).isFile())
    return fault("", "expected a file, and this is a folder or a device");
  const sample = await readSample(file);
  for (const [bytes, what] of SIGNATURES) {
    if (bytes.every((byte, index) => sample[index] === byte))
      return fault("", `expected CSV, ${what}`);
  }
  const isMarkedUtf16 = sample[0] === 0xff && sample[1] === 0xfe;
  if (!isMarkedUtf16 && sample.subarray(0, 64).filter((byte) => byte === 0).length > 16) {
    return fault(
      "",
      "expected CSV in UTF-8, and this is UTF-16 without a byte order mark, or no text: save it as CSV UTF-8",
    );
  }
  const text = sample.toString(isMarkedUtf16 ? "utf16le" : "utf8").replace(/^\uFEFF/, "");
  return textFault(text);
}

function textFault(text: string): FileIssue | undefined {
  const [first = ""] = text.trimStart().split(/\r\n|\n|\r/);
  if (/^<(?:!doctype|html|\?xml|head|body)/i.test(first)) {
    return fault(
      first,
      "expected CSV, and this is a page of HTML or XML, as a server sends it that wants a login first",
    );
  }
  if (/^[{[]/.test(first)) return fault(first, "expected CSV, and this is JSON");
  if (/^"?sep=/i.test(first)) {
    return fault(
      first,
      "expected the names of the columns in the first line, and this is a line for Excel: delete it",
    );
  }
  if (!first.includes(",")) {
    for (const [separator, name] of [
      [";", "semicolons"],
      ["\t", "tabs"],
      ["|", "bars"],
    ] as const) {
      if (!first.includes(separator)) continue;
      return fault(
        first,
        `expected commas between the values, and there are ${name}: export it with commas`,
      );
    }
  }
  if (text.includes("\r") && !text.includes("\n")) {
    return fault(
      first,
      "expected lines that end in LF or CRLF, and these end in CR alone: export it again or convert it",
    );
  }
  return undefined;
}

function fault(value: string, reason: string): FileIssue {
  return { line: 1, column: undefined, value, reason };
}

async function readSample(file: string): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
