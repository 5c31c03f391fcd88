// Evidence as the API serves it: what it proves, what it discloses, and to whom.
import { readFileSync } from "node:fs";
import { parseRobotId, verdictOf } from "@openrobotid/sdk";
import {
  EVIDENCE_MEDIA_TYPE,
  evidence,
  evidencedChain,
  readEvidence,
  readPublicRecord,
  readWholeRecord,
} from "@openrobotid/sdk/evidence";
import { type Anchor, anchorOf, parseAnchor } from "@openrobotid/sdk/proof";
import { expect } from "chai";
import { createClient } from "viem";
import { anotherAddress, onExampleApi } from "./example-api.js";
import { NEVER_ISSUED, UNTOUCHED } from "./oracle.js";
import { CHECKPOINT, LIST } from "./witness.js";

const ROBOT = parseRobotId("CNBH01TERN0325W07000000000001");
const AT = "2025-06-01T12:00:00Z";

onExampleApi("evidence of the API", (api) => {
  let anchor: Anchor;

  before(() => {
    const found = anchorOf(JSON.parse(readFileSync(api().chain.deploymentFile, "utf8")));
    if (!found) throw new Error("the deployment carries no anchor");
    anchor = found;
  });

  /** A file, as bytes. */
  const fetched = async (path: string, key?: string) => {
    const response = await fetch(`${api().url}${path}`, {
      headers: {
        connection: "close",
        "x-forwarded-for": anotherAddress(),
        ...(key && { authorization: `Bearer ${key}` }),
      },
    });
    expect(response.status, path).to.equal(200);
    return { file: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
  };
  const offline = async (file: Uint8Array) =>
    createClient({
      chain: evidencedChain(anchor),
      transport: await evidence(file, { anchor, now: () => Number.MAX_SAFE_INTEGER }),
    });
  /** Everything that a file holds, as hexadecimal. */
  const contentOf = async (file: Uint8Array) => JSON.stringify(await readEvidence(file));

  it("proves without a key what the public view says, and discloses no account", async () => {
    const robot = await api().client.getRobot({ id: ROBOT });
    const history = await api().client.getHistory({ id: ROBOT });
    const { file, headers } = await fetched(`/v1/robots/${ROBOT}/evidence`);
    expect(headers.get("content-type")).to.equal(EVIDENCE_MEDIA_TYPE);
    expect(headers.get("access-control-allow-origin")).to.equal("*");
    expect(headers.get("content-disposition")).to.include(`${ROBOT}-`);
    const record = await readPublicRecord(await offline(file), { id: ROBOT });
    expect({ verdict: record.verdict, also: record.also }).to.deep.equal(verdictOf(robot));
    expect(record.openCampaigns).to.deep.equal(robot.openCampaigns);
    expect(String(record.head.number)).to.equal(headers.get("x-block-number"));
    const content = await contentOf(file);
    const accounts = [
      robot.holder,
      robot.operator?.account,
      ...history.entries.map(({ actor }) => actor),
    ].filter((one) => one !== undefined);
    expect(accounts).to.have.length.above(1);
    for (const account of accounts) {
      expect(content).to.not.include(account.slice(2).toLowerCase());
    }
  });

  it("discloses no account of a robot that nobody touched, or of a code that was never issued", async () => {
    const untouched = UNTOUCHED[0] as string;
    const { holder } = await api().client.getRobot({ id: parseRobotId(untouched) });
    const { file } = await fetched(`/v1/robots/${untouched}/evidence`);
    expect(await contentOf(file)).to.not.include(holder?.slice(2).toLowerCase());
    const never = parseRobotId(NEVER_ISSUED[0] as string);
    const other = await fetched(`/v1/robots/${never}/evidence`);
    const record = await readPublicRecord(await offline(other.file), { id: never });
    expect(record.verdict).to.equal("unknownCode");
  });

  it("refuses offline what it was not asked for", async () => {
    const { file } = await fetched(`/v1/robots/${ROBOT}/evidence`);
    const client = await offline(file);
    const error = await readWholeRecord(client, { id: ROBOT }).catch((thrown: Error) => thrown);
    expect(String(error)).to.include("does not cover");
  });

  it("proves the whole record, and a moment, to keys that may see it, and writes down who looked", async () => {
    const { keys, ask, client } = api();
    const path = `/v1/robots/${ROBOT}/evidence?at=${AT}`;
    const { file, headers } = await fetched(path, keys.insurer);
    expect(headers.get("cache-control")).to.equal("private, no-store");
    const at = Date.parse(AT) / 1000;
    const record = await readWholeRecord(await offline(file), { id: ROBOT, at });
    const then = await client.getStateAt({ id: ROBOT, at });
    expect(record.past?.holder).to.equal(then.holder);
    expect(record.history?.entries).to.have.lengthOf(then.history.entries.length);
    const { json } = await ask(`/v1/robots/${ROBOT}/accesses?limit=1000`, { key: keys.authority });
    expect(json.accesses[0]).to.include({ question: "evidence", moment: AT, scope: "insurer" });
  });

  it("shows the whole record and moments to no other key, and to nobody without one", async () => {
    const { keys, ask } = api();
    const path = `/v1/robots/${ROBOT}/evidence`;
    expect((await ask(`${path}?at=${AT}`)).status).to.equal(401);
    expect((await ask(`${path}?at=${AT}`, { key: keys.maker })).status).to.equal(403);
    const { file } = await fetched(path, keys.maker);
    const open = await fetched(path);
    expect(Buffer.compare(file, open.file)).to.equal(0);
  });

  it("answers with JSON where that is asked for, and not with what it does not have", async () => {
    const { ask, keys } = api();
    const path = `/v1/robots/${ROBOT}/evidence`;
    const { status, type, text } = await ask(path, {
      accept: "application/json",
      key: keys.maker,
    });
    expect([status, type]).to.deep.equal([200, "application/json"]);
    const record = await readPublicRecord(await offline(new TextEncoder().encode(text)), {
      id: ROBOT,
    });
    expect(record.id).to.equal(ROBOT);
    expect((await ask(path, { accept: "image/png" })).status).to.equal(406);
  });

  it("is the same for a second one, who may keep it while there is no newer block", async () => {
    const path = `/v1/robots/${ROBOT}/evidence`;
    const [first, second] = [await fetched(path), await fetched(path)];
    expect(Buffer.compare(first.file, second.file)).to.equal(0);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).to.include(first.headers.get("x-block-number"));
    const { status, text } = await api().ask(path, { headers: { "if-none-match": etag } });
    expect([status, text]).to.deep.equal([304, ""]);
  });

  it("says what is wrong with what was asked", async () => {
    const { ask, keys } = api();
    const key = keys.insurer;
    const { status, json } = await ask("/v1/robots/CN-BH01-TERN03-2_W07000000000001/evidence");
    expect([status, json.position]).to.deep.equal([400, 13]);
    const later = await ask(`/v1/robots/${ROBOT}/evidence?at=2090-01-01T00:00:00Z`, { key });
    expect(later.status).to.equal(400);
    expect(later.json.detail).to.include("after the newest block");
    expect((await ask(`/v1/robots/${ROBOT}/evidence?at=today`, { key })).status).to.equal(400);
    const at = "at=2025-12-31T00:00:00Z";
    const spelled = await ask(`/v1/robots/cn-bh01-tern03-25w07000000000001/evidence?${at}`, {
      key,
    });
    expect(spelled.headers.get("location")).to.equal(`/v1/robots/${ROBOT}/evidence?${at}`);
    expect((await ask(`/v1/robots/${ROBOT}/evidence?x=1`)).json.detail).to.include(
      "expected one of at",
    );
  });

  it("soon refuses to say of code after code that it was never issued", async () => {
    const from = anotherAddress();
    const statuses: number[] = [];
    for (let serial = 1; serial <= 8; serial += 1) {
      const code = `CNBH01TERN0325W0799999999999${serial}`;
      statuses.push((await api().ask(`/v1/robots/${code}/evidence`, { from })).status);
    }
    expect(statuses.slice(0, 3)).to.deep.equal([200, 200, 200]);
    expect(statuses.at(-1)).to.equal(429);
  });

  it("counts a file that has to be made as several requests", async () => {
    const from = anotherAddress();
    const statuses = new Set<number>();
    for (const serial of Array.from({ length: 8 }, (_, index) => index + 11)) {
      const code = `CNBH01TERN0325W07${String(serial).padStart(12, "0")}`;
      statuses.add((await api().ask(`/v1/robots/${code}/evidence`, { from })).status);
    }
    expect([...statuses]).to.include(429);
  });

  it("tells its anchor, to be compared with another", async () => {
    const { status, text } = await api().ask("/v1/anchor");
    expect(status).to.equal(200);
    expect(parseAnchor(text)).to.deep.equal(anchor);
  });

  it("serves what the witness of the member cosigned, and asks it rarely", async () => {
    const { ask, witness } = api();
    const { status, json } = await ask("/v1/checkpoints");
    expect(status).to.equal(200);
    expect(json.checkpoints).to.deep.equal([CHECKPOINT]);
    const { asked } = witness;
    await ask("/v1/checkpoints");
    expect(witness.asked).to.equal(asked);
    const list = await ask("/v1/witnesses");
    expect([list.status, list.text]).to.deep.equal([200, LIST]);
  });

  it("passes on nothing of a witness that gives no checkpoints", async () => {
    const { ask, witness } = api();
    witness.wrong = '[{"chainId":1}]';
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const { status, json } = await ask("/v1/checkpoints");
    witness.wrong = undefined;
    expect([status, json.type]).to.deep.equal([503, "urn:openrobotid:problem:unavailable"]);
    expect(json.detail).to.not.include("127.0.0.1");
  });

  it("tells the path of validators: none where nobody seals, and none from a block to come", async () => {
    const { json } = await api().ask("/v1/validators/path");
    expect(json).to.include({ seals: "none", from: 0, next: null });
    expect(json.steps).to.deep.equal([]);
    expect((await api().ask("/v1/validators/path?from=99999999")).status).to.equal(400);
    expect((await api().ask("/v1/validators/path?from=-1")).status).to.equal(400);
  });

  it("says that it is not proven where the node stops showing proofs", async () => {
    const { chain, ask } = api();
    chain.rpc.lie = (method, _params, answer) => {
      if (method === "eth_getProof") throw new Error("The method does not exist.");
      return answer;
    };
    try {
      const { status, json } = await ask("/v1/robots/CNBH01TERN0325W07000000000042/evidence");
      expect(status).to.equal(503);
      expect(json.type).to.equal("urn:openrobotid:problem:not-proven");
      expect(json.reason).to.be.a("string");
      expect(json.detail).to.not.match(/https?:/);
    } finally {
      chain.rpc.lie = undefined;
    }
  });
});
