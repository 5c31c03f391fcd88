// Webhooks as their owners ask for them: over the example world, sent by the process that answers.
import { setTimeout as wait } from "node:timers/promises";
import { accountOf } from "@openrobotid/world/accounts";
import { expect } from "chai";
import { Webhook as Verifier } from "standardwebhooks";
import { createKey, revokeKey } from "../../service-store/keys.js";
import { type ExampleApi, FLEET, onBothDatabases } from "../example-api.js";
import { Receiver } from "./receiver.js";

const ROBOT = "CNBH01TERN0325W07000000000001";
const NEVER_ISSUED = "CNBH01TERN0325W07000000999998";
const NOBODYS = `wh_${"0".repeat(32)}`;

interface Asking {
  readonly key?: string | undefined;
  readonly method?: string;
  readonly body?: unknown;
}

onBothDatabases("webhooks of a key", (api) => {
  let receiver: Receiver;
  let keys: { readonly key: string; readonly id: string }[] = [];

  beforeEach(async () => {
    receiver = await Receiver.start();
    keys = [];
  });

  // What a test subscribed to ends with its keys.
  afterEach(async () => {
    for (const { id } of keys) await revokeKey(api().store, id);
    await receiver.close();
  });

  async function newKey(scope: "insurer" | "investigator" | "maker" | "owner" = "investigator") {
    const makers = scope === "maker" ? ["CNBH01" as never] : [];
    const made = await createKey(api().store, {
      scope,
      label: "A",
      makers,
      accounts: scope === "owner" ? FLEET.map((number) => accountOf(number).address) : [],
      expiresAt: undefined,
    });
    keys.push(made);
    return made.key;
  }

  async function ask(path: string, { key, method = "GET", body }: Asking = {}) {
    const headers = { "content-type": "application/json" };
    const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    return await api().ask(path, { key, method, ...sent });
  }

  const post = async (path: string, key: string, body?: unknown) =>
    await ask(path, { key, method: "POST", body });

  async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 150; tries += 1) {
      if (await holds()) return;
      await wait(100);
    }
    throw new Error(`Waited too long for ${what}.`);
  }

  async function changesOf({ ask: asking }: ExampleApi, query: string, key: string) {
    const { json } = await asking(`/v1/changes?limit=1000&${query}`, { key });
    return json.changes as { readonly cursor: string; readonly robot?: string }[];
  }

  it("are what /v1/changes holds for the same filter and key, in its order, and verify", async function () {
    this.timeout(60_000);
    for (const [scope, filter] of [
      ["investigator", { maker: "CNBH01", kind: "placedOnMarket" }],
      ["insurer", { country: "ES" }],
      ["owner", { fleet: "own" }],
      ["insurer", { code: "cn-bh01-tern03-25w07000000000001" }],
    ] as const) {
      const key = await newKey(scope);
      receiver.received.length = 0;
      const { status, json } = await post("/v1/webhooks", key, {
        ...{ url: receiver.url, filter, after: "0-0" },
      });
      expect(status).to.equal(200);
      const query = new URLSearchParams(filter).toString();
      const expected = await changesOf(api(), query, key);
      expect(expected.length).to.be.greaterThan(2);
      await until("all messages", () => receiver.received.length >= expected.length);
      expect(receiver.received.map((each) => each.json.data)).to.deep.equal(expected);
      const verifier = new Verifier(json.secret);
      for (const { body, headers } of receiver.received) {
        verifier.verify(body, headers as Record<string, string>);
      }
      expect(receiver.ids()).to.deep.equal(
        expected.map(({ cursor }) => `${json.webhook.id}_${cursor}`),
      );
      const last = expected.at(-1)?.cursor;
      const found = await ask(`/v1/webhooks/${json.webhook.id}`, { key });
      expect(found.json).to.include({ state: "active", cursor: last, failing: null, held: null });
      await ask(`/v1/webhooks/${json.webhook.id}`, { key, method: "DELETE" });
    }
  });

  it("begin with what happens from now on, by default", async () => {
    const key = await newKey();
    const { json } = await post("/v1/webhooks", key, { url: receiver.url });
    const block = await api().chain.provider.getBlockNumber();
    expect(json.webhook.cursor).to.equal(`${block}-999999999`);
    expect(json.webhook.filter).to.deep.equal({
      ...{ code: null, fleet: null, maker: null, model: null, country: null, kind: null },
    });
  });

  it("are shown to their key alone, and their secret once", async () => {
    const [key, other] = [await newKey(), await newKey()];
    const created = await post("/v1/webhooks", key, { url: receiver.url });
    const { id } = created.json.webhook;
    expect((await ask("/v1/webhooks", { key })).json.webhooks).to.have.lengthOf(1);
    expect((await ask("/v1/webhooks", { key: other })).json.webhooks).to.deep.equal([]);
    for (const [method, path, body] of [
      ["GET", `/v1/webhooks/${id}`, undefined],
      ["DELETE", `/v1/webhooks/${id}`, undefined],
      ["POST", `/v1/webhooks/${id}/pause`, undefined],
      ["POST", `/v1/webhooks/${id}/resume`, undefined],
      ["POST", `/v1/webhooks/${id}/rotate`, undefined],
      ["POST", `/v1/webhooks/${id}/test`, undefined],
      ["POST", `/v1/webhooks/${id}/replay`, { after: "0-0" }],
      ["GET", `/v1/webhooks/${id}/deliveries`, undefined],
      ["GET", `/v1/webhooks/${id}/dead-letters`, undefined],
    ] as const) {
      const foreign = await ask(path, { key: other, method, body });
      const absent = await ask(path.replace(id, NOBODYS), { key: other, method, body });
      expect([foreign.status, absent.status], path).to.deep.equal([404, 404]);
      expect(foreign.json.detail).to.equal(absent.json.detail.replace(NOBODYS, id));
      expect((await ask(path, { method, body })).status, path).to.equal(401);
      if (method === "GET") {
        const own = await ask(path, { key });
        expect(own.status).to.equal(200);
        expect(own.text).not.to.contain(created.json.secret);
      }
    }
    expect((await ask(`/v1/webhooks/${id}`, { key })).json.state).to.equal("active");
    expect(receiver.received).to.deep.equal([]);
  });

  it("are paused, resumed, tested, given another secret, sent again and removed", async function () {
    this.timeout(60_000);
    const key = await newKey();
    const filter = { maker: "CNBH01", kind: "modelRegistered" };
    const { json } = await post("/v1/webhooks", key, { url: receiver.url, filter });
    const at = `/v1/webhooks/${json.webhook.id}`;
    const [first, second] = await changesOf(api(), new URLSearchParams(filter).toString(), key);

    const paused = await post(`${at}/pause`, key);
    expect(paused.json).to.include({ state: "paused", reason: "owner" });
    const replayed = await post(`${at}/replay`, key, { after: "0-0" });
    expect(replayed.json).to.include({ state: "paused", cursor: "0-0" });

    const { json: tested } = await post(`${at}/test`, key);
    expect(tested).to.include({ status: 204, failure: null });
    expect(receiver.received.map((each) => each.json.type)).to.deep.equal(["test"]);
    expect(receiver.received[0]?.id).to.equal(tested.message);

    const { json: rotated } = await post(`${at}/rotate`, key);
    expect(rotated.secret)
      .to.match(/^whsec_/)
      .and.not.to.equal(json.secret);
    expect(Date.parse(rotated.webhook.previousSecretUntil)).to.be.greaterThan(Date.now());
    receiver.answer = (response) => response.writeHead(500).end();
    expect((await post(`${at}/resume`, key)).json).to.include({ state: "active", reason: null });
    await until("an attempt", () => receiver.received.length > 1);
    const { body, headers } = receiver.received[1] ?? expect.fail("Nothing came.");
    for (const secret of [json.secret, rotated.secret]) {
      new Verifier(secret).verify(body, headers as Record<string, string>);
    }
    await until("that it is written down", async () => {
      const { json: failing } = await ask(at, { key });
      return failing.failing?.failure === "Answered 500, expected 200 to 299.";
    });
    receiver.answer = (response) => response.writeHead(204).end();
    await post(`${at}/replay`, key, { after: first?.cursor });
    await until("the second", () => receiver.ids().at(-1)?.endsWith(`_${second?.cursor}`) === true);
    await until("that it is written down", async () => {
      const { json: sent } = await ask(`${at}/deliveries?limit=1`, { key });
      expect(sent.next).to.equal(sent.deliveries[0].id);
      return sent.deliveries[0].cursor === second?.cursor && sent.deliveries[0].status === 204;
    });
    const { next } = (await ask(`${at}/deliveries?limit=1`, { key })).json;
    const { deliveries } = (await ask(`${at}/deliveries?after=${next}`, { key })).json;
    expect(deliveries.at(-1)).to.include({ cursor: first?.cursor, status: 500, attempt: 1 });
    expect((await ask(`${at}/dead-letters`, { key })).json).to.deep.equal({
      ...{ deadLetters: [], next: null },
    });

    const removed = await ask(at, { key, method: "DELETE" });
    expect(removed.json).to.deep.equal({ removed: json.webhook.id });
    expect((await ask(at, { key })).status).to.equal(404);
    const left = await api()
      .store.selectFrom("webhookDelivery")
      .select("id")
      .where("webhook", "=", json.webhook.id)
      .execute();
    expect(left).to.deep.equal([]);
  });

  it("list what did not arrive, where a receiver is gone", async function () {
    this.timeout(60_000);
    const key = await newKey();
    receiver.answer = (response) => response.writeHead(410).end();
    const wanted = { url: receiver.url, filter: { kind: "seatAdmitted" }, after: "0-0" };
    const { json } = await post("/v1/webhooks", key, wanted);
    const at = `/v1/webhooks/${json.webhook.id}`;
    await until("the end", async () => (await ask(at, { key })).json.state === "paused");
    await until("a dead letter", async () => {
      const { json: found } = await ask(`${at}/dead-letters`, { key });
      return found.deadLetters.length === 1 && found.deadLetters[0].kind === "seatAdmitted";
    });
    const [first] = await changesOf(api(), "kind=seatAdmitted", key);
    const { json: found } = await ask(`${at}/dead-letters?after=${first?.cursor}`, { key });
    expect(found.deadLetters).to.deep.equal([]);
    expect((await ask(at, { key })).json.reason).to.equal("gone");
  });

  it("are as many as a key may have, however many are asked for at once", async () => {
    const key = await newKey();
    const all = await Promise.all(
      Array.from({ length: 14 }, () => post("/v1/webhooks", key, { url: receiver.url })),
    );
    const statuses = all.map(({ status }) => status).sort();
    expect(statuses).to.deep.equal([...Array(10).fill(200), ...Array(4).fill(409)]);
    expect((await ask("/v1/webhooks", { key })).json.webhooks).to.have.lengthOf(10);
  });

  it("are refused where they are malformed, go to what is not public, or ask for what there is not", async () => {
    const key = await newKey();
    const { url } = receiver;
    const filtered = (filter: unknown) => ({ url, filter });
    for (const [body, status, said] of [
      [{}, 400, "url"],
      [{ url: "nonsense" }, 400, "expected an address"],
      [{ url: "ftp://receiver.example/" }, 400, "expected an address"],
      [{ url: "https://user:word@receiver.example/" }, 400, "must not hold a name or password"],
      [{ url: "https://10.0.0.1/" }, 400, "not public"],
      [{ url: "https://169.254.169.254/latest" }, 400, "not public"],
      [{ url: "https://[::ffff:192.168.0.1]/" }, 400, "not public"],
      [{ url: "https://[fe80::1]/" }, 400, "not public"],
      [{ url: `https://${"a".repeat(3_000)}.example/` }, 400, "url"],
      [{ url, secret: "mine" }, 400, "secret"],
      [filtered({ robot: ROBOT }), 400, "robot"],
      [filtered({ kind: "placed" }), 400, "kind"],
      [filtered({ country: "es" }), 400, "country"],
      [filtered({ maker: "CN" }), 400, "6"],
      [filtered({ code: "CNBH01" }), 400, "29"],
      [filtered({ code: NEVER_ISSUED }), 404, "was never issued"],
      [{ url, after: "0x1-0" }, 400, "expected a cursor such as 412-3"],
      [{ url, after: "999999999999-0" }, 400, "none behind the last block"],
    ] as const) {
      const { status: found, json } = await post("/v1/webhooks", key, body);
      expect(found, JSON.stringify(body)).to.equal(status);
      expect(json.detail, JSON.stringify(body)).to.include(said);
    }
    expect((await ask("/v1/webhooks", { key })).json.webhooks).to.deep.equal([]);
    for (const [path, said] of [
      ["/v1/webhooks?limit=1", "limit: found an unknown parameter"],
      ["/v1/webhooks/wh_1", "expected the id of a webhook"],
      [`/v1/webhooks/${NOBODYS}/deliveries?limit=0`, "limit"],
    ] as const) {
      const { status, json } = await ask(path, { key });
      expect(status, path).to.equal(400);
      expect(json.detail, path).to.include(said);
    }
  });
});
