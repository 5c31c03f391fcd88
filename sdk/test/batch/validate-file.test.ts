import { createPublicKey } from "node:crypto";
import { gzipSync } from "node:zlib";
import { CSV_HEAD, counted, csvLine, type Row, rowsOf } from "@openrobotid/testkit/production";
import { expect } from "chai";
import fc from "fast-check";
import { ProductionFileError, planFile, validateFile } from "../../src/batch/index.js";
import { parseModelId } from "../../src/index.js";
import { folder } from "./folder.js";

const model = parseModelId("CN-UT01-G1PRO1");
const rows = [...rowsOf(counted("26W07", 1, 40))];
const [one, two, three] = rows as [Row, Row, Row];
const SEED = 3;

describe("validateFile", () => {
  const { path, write } = folder();
  const validate = (
    content: string | Buffer,
    options: { maxIssues?: number; expectedRows?: number; ignoreColumns?: string[] } = {},
  ) => validateFile({ file: write(content), model, counterWidth: 12, ...options });
  const file = (...lines: string[]) => `${[CSV_HEAD, ...lines].join("\n")}\n`;
  const good = [one, two, three].map(csvLine);
  const issueOf = async (content: string | Buffer, options = {}) => {
    const { issues, issueCount } = await validate(content, options);
    expect(issueCount, JSON.stringify(issues)).to.equal(1);
    return issues[0];
  };

  it("finds nothing wrong with a good file, in whatever form CSV takes", async () => {
    const forms = {
      plain: file(...good),
      "byte order mark": `\uFEFF${file(...good)}`,
      CRLF: file(...good).replaceAll("\n", "\r\n"),
      "CRLF and LF": file(...good).replace("\n", "\r\n"),
      "no line end at the end": file(...good).trimEnd(),
      "blank lines": `${file(...good)}\n\r\n\n`,
      quotes: file(...good).replace(/[^,\n]+/g, '"$&"'),
      "another order of columns": `birthRecordDigest,serial,deviceKey\n${one.birthRecordDigest},${one.serial},${one.deviceKey}\n${two.birthRecordDigest},${two.serial},${two.deviceKey}\n${three.birthRecordDigest},${three.serial},${three.deviceKey}`,
      "UTF-16 as spreadsheets write it": Buffer.from(`\uFEFF${file(...good)}`, "utf16le"),
    };
    for (const [name, content] of Object.entries(forms)) {
      expect(await validate(content), name).to.deep.equal({ rows: 3, issueCount: 0, issues: [] });
    }
  });

  it("puts lower case, spaces and hyphens of a serial right, as parseRobotId does", async () => {
    const plan = (serial: string, key: string) =>
      planFile({
        file: write(file(csvLine({ ...one, serial, deviceKey: key }))),
        model,
        counterWidth: 12,
      });
    const expected = await plan(one.serial, one.deviceKey);
    const typed = ` 26w07-${one.serial.slice(5)}`;
    expect(await plan(typed, `0x${one.deviceKey.toUpperCase()}`)).to.deep.equal(expected);
  });

  it("names line, column, value and reason of every bad value", async () => {
    const off = `${one.deviceKey.slice(0, -1)}${one.deviceKey.endsWith("0") ? 1 : 0}`;
    const { issues, issueCount, rows } = await validate(
      file(
        csvLine({ ...one, serial: "26W0700000000000" }),
        csvLine({ ...one, serial: "26W0700000000000А" }),
        csvLine({ ...one, serial: "26O07000000000001" }),
        csvLine({ ...one, serial: "26W0700000000000A" }),
        csvLine({ ...one, deviceKey: off }),
        csvLine({ ...two, birthRecordDigest: "0xabc" }),
        csvLine({ ...three, birthRecordDigest: "0".repeat(64) }),
        csvLine(one),
        csvLine(two),
      ),
    );
    expect(rows).to.equal(9);
    expect(issueCount).to.equal(issues.length);
    const found = issues.map(({ line, column, reason }) => `${line} ${column}: ${reason}`);
    const expected = [
      /^2 serial: expected 17 characters at character 17 of the serial, and there is 16/,
      /^3 serial: expected 0-9 or A-Z at character 17 of the serial, and there is Cyrillic/,
      /^3 deviceKey: expected a key for each robot, and line 2 has the same$/,
      /^4 serial: expected neither I nor O in a serial that is counted$/,
      /^4 deviceKey: .*line 2/,
      /^5 serial: expected a counter of 12 digits at the end$/,
      /^5 deviceKey: .*line 2/,
      /^6 deviceKey: expected a point of the curve P-256, and this is none$/,
      /^7 birthRecordDigest: expected 32 bytes in hexadecimal$/,
      /^8 birthRecordDigest: expected a digest, and zero stands for none$/,
      /^9 serial: expected each serial once, and line 6 has it$/,
      /^9 deviceKey: .*line 2/,
      /^10 serial: .*line 7/,
      /^10 deviceKey: .*line 7/,
    ];
    expect(found).to.have.length(expected.length);
    for (const [index, pattern] of expected.entries()) expect(found[index]).to.match(pattern);
    expect(issues[5]?.value).to.equal("26W0700000000000A");
  });

  it("sees the same serial in another form", async () => {
    const twice = csvLine({ ...two, serial: `26w07 ${one.serial.slice(5)}` });
    expect(await issueOf(file(csvLine(one), twice))).to.deep.include({
      line: 3,
      column: "serial",
      reason: "expected each serial once, and line 2 has it",
    });
  });

  it("counts lines as an editor does, blank ones and those inside of quotes too", async () => {
    const content = `${CSV_HEAD}\n\n"${one.serial}\n\nx",${one.deviceKey},${one.birthRecordDigest}\n\nbad,${two.deviceKey},${two.birthRecordDigest}\n`;
    const { issues } = await validate(content);
    expect(issues.map(({ line }) => line)).to.deep.equal([3, 7]);
  });

  it("refuses columns that are missing, unknown, or there twice", async () => {
    const reasons = async (head: string, options = {}) =>
      (await validate(`${head}\n${csvLine(one)}\n`, options)).issues.map((issue) => [
        issue.line,
        issue.column,
        issue.reason.slice(0, 30),
      ]);
    expect(await reasons("serial,deviceKey")).to.deep.equal([
      [1, "birthRecordDigest", "expected the column birthRecor"],
    ]);
    expect(await reasons("serial,deviceKey,birthRecordDigest,serial")).to.deep.equal([
      [1, "serial", "expected each column once"],
    ]);
    expect(await reasons(`${CSV_HEAD},battery`)).to.deep.equal([
      [1, undefined, "expected one of the columns se"],
    ]);
    const ignored = `${CSV_HEAD},battery\n${csvLine(one)},48V\n`;
    expect(await validate(ignored, { ignoreColumns: ["battery"] })).to.include({ issueCount: 0 });
  });

  it("knows the columns by their names in any case, with blanks around them", async () => {
    const heads = [" Serial , DEVICEKEY,birthRecordDigest ", "SERIAL,devicekey,BirthRecordDigest"];
    for (const head of heads) {
      expect(await validate(`${head}\n${csvLine(one)}\n`)).to.include({ issueCount: 0, rows: 1 });
    }
  });

  it("leaves out rows of commas alone, as spreadsheets write them below a table", async () => {
    const content = file(...good, ",,", " , ,", ",,");
    expect(await validate(content, { expectedRows: 3 })).to.include({ issueCount: 0, rows: 3 });
    expect(await validate(file(",,"))).to.include({ issueCount: 1, rows: 0 });
  });

  it("takes a whole code for a serial, where it is one of the model", async () => {
    const whole = csvLine({ ...one, serial: `CN-UT01-G1PRO1-${one.serial}` });
    const plan = (line: string) => planFile({ file: write(file(line)), model, counterWidth: 12 });
    expect(await plan(whole)).to.deep.equal(await plan(csvLine(one)));
    const other = csvLine({ ...one, serial: `CN-UT01-G1PRO2-${one.serial}` });
    expect((await issueOf(file(other)))?.reason).to.equal(
      "expected the serial of a unit of CNUT01G1PRO1, and there is the code of one of CNUT01G1PRO2",
    );
    const wrong = csvLine({ ...one, serial: `CNUT01G1PRO1${one.serial}0` });
    expect((await issueOf(file(wrong)))?.reason).to.match(
      /as the check character, and there is "0"$/,
    );
  });

  it("takes device keys in every form that parseDeviceKey takes, and knows one in two forms", async () => {
    const jwk = {
      kty: "EC",
      crv: "P-256",
      x: Buffer.from(two.deviceKey.slice(2, 66), "hex").toString("base64url"),
      y: Buffer.from(two.deviceKey.slice(66), "hex").toString("base64url"),
    };
    const pem = createPublicKey({ key: jwk, format: "jwk" }).export({
      type: "spki",
      format: "pem",
    });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const parity = Number.parseInt(two.deviceKey.slice(-1), 16) % 2 === 0 ? "02" : "03";
    const forms = [
      quoted(String(pem)),
      quoted(JSON.stringify(jwk)),
      `${parity}${two.deviceKey.slice(2, 66)}`,
    ];
    for (const deviceKey of forms) {
      const content = file(csvLine(one), csvLine({ ...two, deviceKey }));
      expect(await validate(content)).to.include({ issueCount: 0, rows: 2 });
      const twice = file(csvLine(two), csvLine({ ...three, deviceKey }));
      expect((await issueOf(twice))?.reason).to.match(
        /a key for each robot, and line 2 has the same/,
      );
    }
  });

  it("names a private key in the place of a public one, and never shows it", async () => {
    const secret = "5e".repeat(32);
    const issue = await issueOf(file(csvLine({ ...one, deviceKey: secret })));
    expect(issue?.reason).to.match(/may be a private one/);
    expect(JSON.stringify(issue)).not.to.include(secret);
  });

  it("says what a spreadsheet did to a serial, and that the original file is needed", async () => {
    const damages = {
      "2.60E+16": /a spreadsheet made a rounded number of them/,
      '"2,6E+16"': /a spreadsheet made a rounded number/,
      "2607000000001": /there are 13 digits; a spreadsheet leaves out the zeros in front/,
      '"=""0012"""': /a spreadsheet wrote a formula/,
      '"2,607,000,000"': /without separators, as a spreadsheet writes numbers/,
    };
    for (const [serial, reason] of Object.entries(damages)) {
      const issue = await issueOf(file(csvLine({ ...one, serial })));
      expect(issue?.reason, serial)
        .to.match(reason)
        .and.match(/as the production line wrote it/);
    }
    const zeroed = await issueOf(
      file(...[one, two].map((row) => csvLine({ ...row, serial: "26070000000001200" }))),
    );
    expect(zeroed?.reason).to.match(/line 2 has it; a spreadsheet keeps 15 digits/);
    // A serial that ends in zeros is one like others.
    const once = file(csvLine({ ...one, serial: "26070000000001200" }));
    expect(await validate(once)).to.include({ issueCount: 0 });
  });

  it("says what a file is that is no CSV", async () => {
    const whole = file(...good);
    const files: Record<string, readonly [content: string | Buffer, reason: RegExp]> = {
      "CR alone": [whole.replaceAll("\n", "\r"), /end in CR alone/],
      semicolons: [whole.replaceAll(",", ";"), /there are semicolons/],
      tabs: [whole.replaceAll(",", "\t"), /there are tabs/],
      "a line for Excel": [`sep=,\n${whole}`, /a line for Excel: delete it/],
      gzip: [gzipSync(whole), /a gzip archive/],
      "an Excel workbook": [Buffer.from("504b030414000600", "hex"), /an Excel workbook/],
      "a page that wants a login": [
        "<!DOCTYPE html><html><body>Log in</body></html>",
        /a page of HTML/,
      ],
      JSON: ['[{"serial":"x"}]', /this is JSON/],
      "UTF-16 without a mark": [Buffer.from(whole, "utf16le"), /UTF-16 without a byte order mark/],
      "UTF-16 with the high byte first": [
        Buffer.from(`\uFEFF${whole}`, "utf16le").swap16(),
        /high byte first/,
      ],
    };
    for (const [name, [content, reason]] of Object.entries(files)) {
      const issue = await issueOf(content);
      expect(issue, name).to.include({ line: 1 });
      expect(issue?.reason, name).to.match(reason);
    }
    const { issues } = await validateFile({ file: path("."), model });
    expect(issues[0]?.reason).to.match(/this is a folder/);
  });

  it("shows the line where quotes are in the wrong place", async () => {
    const formula = await issueOf(
      file(csvLine(one), `="0012",${two.deviceKey},${two.birthRecordDigest}`),
    );
    expect(formula?.reason).to.match(/a spreadsheet wrote formulas such as ="0012"/);
    expect(formula?.value).to.match(/^="0012",04/);
    const quote = await issueOf(file(csvLine(one), `26"W07,${two.deviceKey},`));
    expect(quote?.value).to.match(/^26"W07,04/);
  });

  it("refuses rows with too few or too many values", async () => {
    expect(await issueOf(file(`${one.serial},${one.deviceKey}`))).to.include({
      line: 2,
      column: "birthRecordDigest",
      reason: "expected 3 values, and the row has 2",
    });
    expect(await issueOf(file(`${csvLine(one)},`))).to.include({ line: 2, column: undefined });
  });

  it("refuses a file without units", async () => {
    expect((await issueOf(""))?.reason).to.match(/the file is empty/);
    expect((await issueOf("\n\n"))?.reason).to.match(/the file is empty/);
    expect((await issueOf(`${CSV_HEAD}\n`))?.reason).to.equal("expected at least one unit");
  });

  it("notices a file that was cut off, also at the end of a row", async () => {
    const whole = file(...good);
    expect(await validate(whole.slice(0, -40))).to.include({ issueCount: 1 });
    const cut = file(...good.slice(0, 2));
    expect((await issueOf(cut, { expectedRows: 3 }))?.reason).to.equal(
      "expected 3 units, and the file has 2",
    );
    const inQuotes = file(...good)
      .replace(/[^,\n]+/g, '"$&"')
      .slice(0, -10);
    expect((await issueOf(inQuotes))?.reason).to.match(/closing quote before the end/);
  });

  it("stops at a line that is too long, and at quotes in the wrong place", async () => {
    const long = await issueOf(file(csvLine(one), "A".repeat(5_000_000), csvLine(two)));
    expect(long?.line).to.equal(3);
    expect(long?.reason).to.equal("expected rows of at most 4096 characters");
    expect(long?.value.length).to.be.lessThan(200);
    const quote = await issueOf(file(csvLine(one), `26"W07,${two.deviceKey},`));
    expect(quote).to.include({ line: 3 });
    expect(quote?.reason).to.match(/quotes only around a whole value/);
  });

  it("keeps the first issues and counts the others", async () => {
    const bad = Array.from({ length: 250 }, (_, index) => `${index},,`);
    const { issues, issueCount } = await validate(file(...bad), { maxIssues: 7 });
    expect(issues).to.have.length(7);
    expect(issueCount).to.equal(750);
    const refusal = await planFile({ file: write(file(...bad)), model, counterWidth: 12 }).catch(
      (error) => error,
    );
    expect(refusal).to.be.instanceOf(ProductionFileError);
    expect(refusal.message).to.match(/has 750 faults.*Line 2, serial: .*… and 740 more/s);
  });

  it("takes whatever bytes it is given, and finds something wrong with them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        const { issueCount, issues } = await validate(Buffer.from(bytes));
        expect(issueCount).to.be.greaterThan(0);
        expect(issues.length).to.be.greaterThan(0);
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  it("names exactly the lines that were spoiled", async () => {
    const spoilers: ((row: Row) => string)[] = [
      (row) => csvLine({ ...row, serial: row.serial.slice(1) }),
      (row) => csvLine({ ...row, serial: `${row.serial}ß` }),
      (row) => csvLine({ ...row, serial: row.serial.replace("0", "０") }),
      (row) => csvLine({ ...row, deviceKey: row.deviceKey.slice(4) }),
      (row) => csvLine({ ...row, deviceKey: `05${row.deviceKey.slice(2)}` }),
      (row) => csvLine({ ...row, birthRecordDigest: "" }),
      (row) => csvLine({ ...row, birthRecordDigest: `${row.birthRecordDigest}00` }),
      (row) => `${csvLine(row)},`,
      (row) => `\u0000${csvLine(row)}`,
      () => "?",
    ];
    const spoil = fc.record({
      at: fc.nat({ max: rows.length - 1 }),
      how: fc.nat({ max: spoilers.length - 1 }),
    });
    const arbitrary = fc.record({
      spoilt: fc.uniqueArray(spoil, { maxLength: 12, selector: ({ at }) => at }),
      lineEnd: fc.constantFrom("\n", "\r\n"),
      quoted: fc.boolean(),
      mark: fc.boolean(),
      lowerCase: fc.boolean(),
      cutEnd: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ spoilt, lineEnd, quoted, mark, lowerCase, cutEnd }) => {
        const lines = rows.map((row, index) => {
          const how = spoilt.find(({ at }) => at === index)?.how;
          const serial = lowerCase ? row.serial.toLowerCase() : row.serial;
          const line = (spoilers[how ?? -1] ?? csvLine)({ ...row, serial });
          return quoted ? line.replace(/[^,]+/g, '"$&"') : line;
        });
        const text = [CSV_HEAD, ...lines].join(lineEnd) + (cutEnd ? "" : lineEnd);
        const result = await validate(mark ? `\uFEFF${text}` : text);
        const named = [...new Set(result.issues.map(({ line }) => line))];
        expect(named).to.deep.equal(spoilt.map(({ at }) => at + 2).sort((a, b) => a - b));
        expect(result.rows).to.equal(rows.length);
      }),
      { seed: SEED, numRuns: 150 },
    );
  });
});
