import { InputError } from "@openrobotid/kit/input";
import { Device } from "@openrobotid/world/device";
import { readWorld } from "@openrobotid/world/files";
import { expect } from "chai";
import { type Changes, worlds } from "./worlds.js";

const small = worlds();

/** The complaints about a world with these changes, with file names alone. */
async function complaints(changes: Changes): Promise<string[]> {
  const folder = small(changes);
  try {
    await readWorld(folder);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.message.split("\n").map((line) => line.replace(/^\S*\/(?=\S+?:\d+:)/, ""));
  }
  throw new Error("was accepted");
}

const [KEY, OTHER_KEY] = [new Device("one").publicKey, new Device("another").publicKey];
const DIGEST = "9f".repeat(32);

/** A world whose one lot comes from a production file with these lines. */
function production(...lines: string[]): Changes {
  return {
    "issuances.csv":
      "date,model,production_file,first_serial,count,manifest\n" +
      "2025-02-17,CNBH01TERN03,lot.csv,,,https://beihu.example/lot.jsonl\n",
    "lot.csv": ["serial,deviceKey,birthRecordDigest", ...lines, ""].join("\n"),
  };
}

const append = (line: string) => (text: string) => `${text}${line}\n`;

describe("files of a world", () => {
  it("reads the small world, everything in the order of its dates", async () => {
    const { parties, authorities, events } = await readWorld(small());
    expect(parties.get("beihu")).to.eql({ key: "beihu", account: 6, name: "Beihu Motion Works" });
    expect(authorities.map(({ countries }) => countries)).to.eql([["CN"], ["ES"], ["MX"], ["DE"]]);
    const dates = events.map(({ value }) => value.date);
    expect(dates).to.eql(dates.toSorted((a, b) => a - b));
    expect(events.map(({ value }) => value.action).slice(-3)).to.eql(["issueLot", "place", "sell"]);
  });

  it("has production files planned before anything happens", async () => {
    const changes = production(
      `25W07000000000001,${KEY},${DIGEST}`,
      `25W07000000000002,${OTHER_KEY},${DIGEST}`,
    );
    const { productions, events } = await readWorld(small(changes));
    const planned = productions.get("lot.csv");
    expect(planned?.issuances).to.eql([
      { kind: "lot", first: "CNBH01TERN0325W07000000000001", count: 2 },
    ]);
    const issuance = events.find(({ value }) => value.action === "issueProduction");
    expect(issuance?.value).to.include({ by: "beihu", production: "lot.csv" });
  });

  const cases: [what: string, changes: Changes, complaint: string][] = [
    [
      "a file that is missing",
      {
        "issuances.csv": (text) =>
          text.replace(
            /^.*DEAW01.*$/m,
            "2025-02-17,CNBH01TERN03,gone.csv,,,https://x.example/gone.jsonl",
          ),
      },
      "gone.csv:1:1: found nothing, expected a file that can be read",
    ],
    [
      "a CSV file without a header",
      { "models.csv": "" },
      "models.csv:1:1: found nothing, expected a header line: date,code,name,scheme,counter_width,documentation",
    ],
    [
      "a missing column",
      { "models.csv": (text) => text.replace(",counter_width,", ",") },
      'models.csv:2:1: found "date,code,name,scheme,documentation", expected a column counter_width',
    ],
    [
      "a column nobody asked for",
      { "parties.csv": (text) => text.replace("party,account,name", "party,account,name,colour") },
      'parties.csv:3:20: found "colour", expected no such column',
    ],
    [
      "a row with too many fields",
      { "manufacturers.csv": append("2025-01-16,CNBH02,ceiba,https://x.example,more") },
      'manufacturers.csv:6:1: found "2025-01-16,CNBH02,ceiba,https://x.example,more", expected 4 fields, as the header has',
    ],
    [
      "a quote that is never closed",
      { "parties.csv": append('"ceiba,24') },
      "parties.csv:35:1: found nothing, expected well-formed CSV (Quote Not Closed",
    ],
    [
      "a key that occurs twice",
      { "parties.csv": append("ceiba,99,Somebody else") },
      'parties.csv:35:1: party: found "ceiba", expected another one: line 26 has it',
    ],
    [
      "a date that does not exist",
      { "manufacturers.csv": (text) => text.replace("2025-01-14", "2025-02-30") },
      'manufacturers.csv:4:1: date: found "2025-02-30", expected a date such as 2025-03-10 or 2025-03-10T14:30 (UTC)',
    ],
    [
      "somebody unknown",
      { "manufacturers.csv": (text) => text.replace(",tonalli,", ",nobody,") },
      'manufacturers.csv:4:19: party: found "nobody", expected somebody of parties.csv',
    ],
    [
      "a code in which a character is wrong, saying which",
      { "manufacturers.csv": (text) => text.replace("MXTN01", "MXTN0!") },
      'manufacturers.csv:4:12: code: found "MXTN0!", expected a manufacturer\'s code of 6 characters (',
    ],
    [
      "a country nobody answers for",
      { "manufacturers.csv": (text) => text.replace("MXTN01", "FRTN01") },
      'manufacturers.csv:4:12: code: found "FRTN01", expected a country of authorities.csv',
    ],
    [
      "a scheme that does not exist",
      { "models.csv": (text) => text.replace("listed", "listd") },
      'models.csv:4:37: scheme: found "listd", expected "sequential" or "listed"',
    ],
    [
      "a listed model with a counter",
      { "models.csv": (text) => text.replace("listed,0", "listed,8") },
      'models.csv:4:44: counter_width: found "8", expected 1 to 16 where the scheme is sequential, 0 where it is listed',
    ],
    [
      "a model of no manufacturer",
      { "models.csv": (text) => text.replace("MXTN01COLIB1", "MXTN02COLIB1") },
      'models.csv:4:12: code: found "MXTN02COLIB1", expected a code that begins as one of manufacturers.csv',
    ],
    [
      "a level that does not exist",
      { "approvals.csv": (text) => text.replace("DE,2,", "DE,6,") },
      'approvals.csv:7:28: level: found "6", expected a whole number from 1 to 5',
    ],
    [
      "an issuance that says neither file nor serial",
      { "issuances.csv": (text) => text.replace("B2508000000000001", "") },
      'issuances.csv:2:26: first_serial: found "", expected a serial, as there is no production file',
    ],
    [
      "an issuance that says both",
      {
        ...production(`25W07000000000001,${KEY},${DIGEST}`),
        "issuances.csv":
          "date,model,production_file,first_serial,count,manifest\n2025-02-17,CNBH01TERN03,lot.csv,,7,\n",
      },
      'issuances.csv:2:34: count: found "7", expected nothing: the production file says it',
    ],
    [
      "a serial with a wrong character",
      production(`25W0700000000000!,${KEY},${DIGEST}`),
      'lot.csv:2: serial: found "25W0700000000000!", expected 0-9 or A-Z at character 17 of the serial',
    ],
    [
      "a key that is no point of the curve",
      production(`25W07000000000001,${KEY.slice(0, -1)}0,${DIGEST}`),
      `lot.csv:2: deviceKey: found "${KEY.slice(0, 76)}…, expected a point of the curve P-256`,
    ],
    [
      "a digest of the wrong length",
      production(`25W07000000000001,${KEY},${DIGEST.slice(2)}`),
      `lot.csv:2: birthRecordDigest: found "${DIGEST.slice(2)}", expected`,
    ],
    [
      "a device key that occurs twice",
      production(`25W07000000000001,${KEY},${DIGEST}`, `25W07000000000002,${KEY},${DIGEST}`),
      `lot.csv:3: deviceKey: found "${KEY.slice(0, 76)}…, expected a key for each robot, and line 2`,
    ],
    [
      "a production file without a unit",
      production(),
      'lot.csv:1: found "", expected at least one unit',
    ],
    [
      "an event of an unknown kind",
      { "events.json": (text) => text.replace('"sell"', '"sel"') },
      'events.json:1:146: 1.action: found "sel", expected one of admitManufacturer, registerModel,',
    ],
    [
      "a robot's code with a wrong character",
      { "events.json": (text) => text.replace("B2508000000000001", "B250800000000000_") },
      'events.json:1:65: 0.robot: found "DE-AW01-KRAN02-B250800000000000_", expected a robot\'s code of 29 characters (',
    ],
    [
      "a field that is missing",
      { "events.json": (text) => text.replace(',"country":"DE"', "") },
      "events.json:1:2: 0.country: found nothing, expected a string",
    ],
    [
      "a field that is misspelt",
      { "events.json": (text) => text.replace('"country":"DE"', '"country":"DE","contry":"DE"') },
      'events.json:1:124: 0.contry: found "DE", expected no such field',
    ],
    [
      "events that go back in time",
      { "events.json": (text) => text.replace("2025-03-18", "2025-03-01") },
      'events.json:1:124: 1.date: found "2025-03-01", expected a date not before that of the event above',
    ],
    [
      "JSON that is none",
      { "events.json": (text) => text.replace("},{", "} {") },
      'events.json:1:116: found "{', // a comma is missing before it
    ],
  ];
  for (const [what, changes, complaint] of cases) {
    it(`refuses ${what}`, async () => {
      const [first] = await complaints(changes);
      expect(first?.slice(0, complaint.length)).to.equal(complaint);
    });
  }

  it("names every fault of a file at once, up to ten", async () => {
    const lines = await complaints({ "parties.csv": (text) => text.replaceAll(/,(\d+),/g, ",x,") });
    expect(lines).to.have.length(11);
    expect(lines[10]).to.equal("… and 21 more");
  });
});
