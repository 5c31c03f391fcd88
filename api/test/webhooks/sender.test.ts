// Sending, against real receivers on this machine: the clock, the randomness and the feed are the tests' own.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Postgres, startPostgres } from "@openrobotid/testkit/postgres";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { TYPESCRIPT } from "@openrobotid/testkit/script";
import { expect } from "chai";
import { Webhook as Verifier } from "standardwebhooks";
import { createKey, findKeyById, revokeKey } from "../../service-store/keys.js";
import { openServiceStore, type ServiceStore } from "../../service-store/store.js";
import type { GivenFilter } from "../../src/feed/filter.js";
import { ApiProblem } from "../../src/problem.js";
import { listDeadLetters, listDeliveries } from "../../webhooks/deliveries.js";
import { messageId } from "../../webhooks/message.js";
import { SecretBox } from "../../webhooks/secrets.js";
import { type SenderOptions, WebhookSender } from "../../webhooks/sender.js";
import {
  findSubscription,
  moveTo,
  pause,
  resume,
  rotate,
  type Subscription,
  subscribe,
  unsubscribe,
} from "../../webhooks/subscriptions.js";
import { MadeUpFeed } from "./feed.js";
import { Receiver } from "./receiver.js";

const BOX = new SecretBox(new Uint8Array(32).fill(7));
const HOUR = 60 * 60;
const BEGINNING = { blockNumber: 0, logIndex: -1 };

describe("webhooks", function () {
  // Hundreds of real requests.
  this.timeout(60_000);
  let folder: string;
  let store: ServiceStore;
  let receiver: Receiver;
  let feed: MadeUpFeed;
  let keyId: string;
  /** Milliseconds. */
  let now: number;
  const lines: string[] = [];
  const log = (...said: unknown[]) => lines.push(JSON.stringify(said));
  const logger = { info: log, warn: log, error: log };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "open-robot-id-webhooks-"));
  });

  beforeEach(async () => {
    store = await openServiceStore({ DATA_DIR: await mkdtemp(join(folder, "store-")) });
    receiver = await Receiver.start();
    feed = new MadeUpFeed();
    now = Math.floor(Date.now() / 1000) * 1000;
    lines.length = 0;
    keyId = await newKey();
  });

  afterEach(async () => {
    await receiver.close();
    await store.destroy();
  });

  after(async () => await rm(folder, { recursive: true, force: true }));

  async function newKey(of: ServiceStore = store): Promise<string> {
    const what = {
      scope: "insurer",
      label: "An insurer",
      makers: [],
      expiresAt: undefined,
    } as const;
    return (await createKey(of, what)).id;
  }

  async function newSubscription(
    { url = receiver.url, filter = {} as GivenFilter, key = keyId } = {},
    of: ServiceStore = store,
  ) {
    const owner = await findKeyById(of, key);
    if (!owner) throw new Error("There is no such key.");
    const seconds = Math.floor(now / 1000);
    const wanted = { url, filter, after: BEGINNING };
    const made = await subscribe({ store: of, box: BOX, now: seconds }, owner, wanted, 10);
    if (!made) throw new Error("The key has too many.");
    return { ...made.made, clear: made.secret };
  }

  function newSender(options: Partial<SenderOptions> = {}): WebhookSender {
    return new WebhookSender({
      ...{ store, logger, box: BOX, read: feed.read, block: feed.block },
      isAlarmed: async () => false,
      rules: { allowLoopback: true },
      random: () => 0.5,
      now: () => now,
      ...options,
    });
  }

  /** One round, to its end. */
  async function round(sender: WebhookSender): Promise<void> {
    await sender.round();
    await sender.settled();
  }

  async function stateOf({ id }: Pick<Subscription, "id">): Promise<Subscription> {
    const found = await findSubscription(store, keyId, id);
    if (!found) throw new Error("It is gone.");
    return found;
  }

  const deadLettersOf = async ({ id }: Pick<Subscription, "id">) =>
    await listDeadLetters(store, id, { after: BEGINNING, limit: 100 });
  const deliveriesOf = async ({ id }: Pick<Subscription, "id">) =>
    await listDeliveries(store, id, { after: undefined, limit: 1_000 });
  const expected = ({ id }: Pick<Subscription, "id">, blocks: readonly number[]) =>
    blocks.map((block) => messageId(id, `${block}-0`));
  const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

  /** Lets the clock run, and a sender with it, in steps of a second. */
  async function run(sender: WebhookSender, seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      now += 1_000;
      await round(sender);
    }
  }

  /** Lets an hour pass for a subscription: from one moment at which something is due to the next. */
  async function runForAnHour(sender: WebhookSender, hook: Pick<Subscription, "id">) {
    for (const end = now + HOUR * 1000; now < end; ) {
      await round(sender);
      const { dueAt } = await stateOf(hook);
      now = Math.min(end, Math.max(now + 1_000, dueAt * 1000));
      if (dueAt === 0) now = end;
    }
  }

  it("are sent in the order of the feed, each once, and verify with the library", async () => {
    // More than are read at once.
    feed.grow(120);
    const hook = await newSubscription();
    const sender = newSender();
    await round(sender);
    expect(receiver.ids()).to.deep.equal(expected(hook, upTo(120)));
    const verifier = new Verifier(hook.clear);
    for (const { body, headers } of receiver.received) {
      expect(verifier.verify(body, headers as Record<string, string>)).to.include({
        type: "change",
        webhook: hook.id,
      });
    }
    expect(receiver.received[41]?.json).to.deep.equal({
      ...{ type: "change", timestamp: "2025-03-10T09:00:00Z", webhook: hook.id },
      data: feed.changes[41],
    });
    expect(receiver.mostOpen).to.equal(1);
    expect(await stateOf(hook)).to.include({ blockNumber: 120, logIndex: 0, lease: null });
  });

  it("are those that the filter asks for, and go on when more happens", async () => {
    feed.grow(3, "lotIssued");
    feed.grow(2, "campaignOpened");
    const hook = await newSubscription({ filter: { kind: "campaignOpened" } });
    const sender = newSender();
    await round(sender);
    feed.grow(1, "lotIssued");
    await round(sender);
    feed.grow(1, "campaignOpened");
    await round(sender);
    expect(receiver.ids()).to.deep.equal(expected(hook, [4, 5, 7]));
  });

  it("read no feed in which nothing is new, and write down where a long one without anything ended", async () => {
    feed.grow(2_500, "lotIssued");
    const hook = await newSubscription({ filter: { kind: "campaignOpened" } });
    const sender = newSender();
    for (let rounds = 0; rounds < 5; rounds += 1) await round(sender);
    const { reads } = feed;
    for (let rounds = 0; rounds < 5; rounds += 1) await round(sender);
    expect(feed.reads).to.equal(reads);
    expect((await stateOf(hook)).blockNumber).to.be.within(1_000, 2_500);
    feed.grow(1, "campaignOpened");
    await round(sender);
    expect(receiver.ids()).to.deep.equal(expected(hook, [2_501]));
  });

  it("arrive all, in order, at a receiver that was down for an hour, tried less and less often", async () => {
    feed.grow(3);
    const { port } = receiver;
    await receiver.close();
    const hook = await newSubscription({ url: `http://127.0.0.1:${port}/hook` });
    const sender = newSender();
    await runForAnHour(sender, hook);
    const attempts = (await deliveriesOf(hook)).toReversed();
    expect(new Set(attempts.map(({ message }) => message))).to.deep.equal(
      new Set(expected(hook, [1])),
    );
    const waits = attempts.slice(1).map(({ at }, index) => at - (attempts[index]?.at ?? 0));
    // Half of 5 s doubled, and half of the other half: the random number is 0.5.
    expect(waits).to.deep.equal([4, 8, 15, 30, 60, 120, 240, 480, 960]);
    expect(attempts[0]).to.deep.include({
      status: null,
      failure: "The connection failed: ECONNREFUSED.",
    });
    expect(await stateOf(hook)).to.deep.include({ state: "active", attempts: 10 });
    feed.grow(2);
    receiver = await Receiver.start(port);
    await runForAnHour(sender, hook);
    expect(receiver.ids()).to.deep.equal(expected(hook, upTo(5)));
    expect(await stateOf(hook)).to.deep.include({ attempts: 0, failingSince: null });
  });

  it("are not followed where a receiver redirects, and nothing is asked of where that leads", async () => {
    feed.grow(1);
    receiver.answer = (response, { path }) =>
      path === "/hook"
        ? response.writeHead(307, { location: `${receiver.url}/elsewhere` }).end()
        : response.writeHead(204).end();
    const hook = await newSubscription();
    await round(newSender());
    expect(receiver.received.map(({ path }) => path)).to.deep.equal(["/hook"]);
    const [attempt] = await deliveriesOf(hook);
    expect(attempt).to.include({
      status: 307,
      failure: "Answered 307, expected 200 to 299: redirects are not followed.",
    });
    expect(await stateOf(hook)).to.include({ blockNumber: 0, attempts: 1 });
  });

  it("come again with the same name where a receiver answers 500, and stop nobody else's", async () => {
    feed.grow(2);
    let failures = 2;
    receiver.answer = (response, { path }) => {
      if (path === "/hook" && failures > 0) {
        failures -= 1;
        return response.writeHead(500).end("secret words of the receiver");
      }
      return response.writeHead(200).end();
    };
    const hook = await newSubscription();
    const other = await newSubscription({ url: receiver.url.replace("/hook", "/other") });
    const sender = newSender();
    await round(sender);
    expect(receiver.ids("/other")).to.deep.equal(expected(other, [1, 2]));
    await run(sender, 30);
    expect(receiver.ids()).to.deep.equal(expected(hook, [1, 1, 1, 2]));
    const bodies = receiver.received.filter(({ path }) => path === "/hook").map(({ body }) => body);
    expect(new Set(bodies.slice(0, 3)).size).to.equal(1);
    expect(JSON.stringify(await deliveriesOf(hook))).not.to.contain("secret words");
  });

  for (const [given, least, most] of [
    ["30", 30, 30],
    ["1", 4, 4],
    ["86400", HOUR, HOUR],
    ["soon", 4, 4],
    ["-5", 4, 4],
  ] as const) {
    it(`wait as long as Retry-After: ${given} asks for, within bounds`, async () => {
      feed.grow(1);
      receiver.answer = (response) => response.writeHead(503, { "retry-after": given }).end();
      const hook = await newSubscription();
      await round(newSender());
      expect((await stateOf(hook)).dueAt - now / 1000).to.be.within(least, most);
    });
  }

  it("read a date in Retry-After", async () => {
    feed.grow(1);
    const date = new Date(now + 90_000).toUTCString();
    receiver.answer = (response) => response.writeHead(429, { "retry-after": date }).end();
    const hook = await newSubscription();
    await round(newSender());
    expect((await stateOf(hook)).dueAt - now / 1000).to.equal(90);
  });

  it("wait for no receiver that is slow, and delay nobody else's meanwhile", async () => {
    feed.grow(1);
    receiver.answer = (response, { path }) => {
      if (path !== "/hook") response.writeHead(204).end();
    };
    const hook = await newSubscription();
    const other = await newSubscription({ url: receiver.url.replace("/hook", "/other") });
    await round(newSender({ rules: { allowLoopback: true, timeout: 200 } }));
    expect(receiver.ids("/other")).to.deep.equal(expected(other, [1]));
    const [attempt] = await deliveriesOf(hook);
    expect(attempt?.status).to.equal(null);
    expect(attempt?.failure).to.match(/ did not answer within 0.2 s\.$/);
  });

  it("take the status of an answer and read none of its body, however long it is", async () => {
    feed.grow(2);
    receiver.answer = (response) => {
      response.writeHead(200);
      const pump = setInterval(() => response.write(Buffer.alloc(65_536)), 1);
      response.once("close", () => clearInterval(pump));
    };
    const hook = await newSubscription();
    await round(newSender());
    expect(receiver.ids()).to.deep.equal(expected(hook, [1, 2]));
  });

  it("count as failed where the answer has too many headers, or is no HTTP", async () => {
    feed.grow(1);
    for (const answer of [
      `HTTP/1.1 200 OK\r\n${"x: ".padEnd(40_000, "y")}\r\n\r\n`,
      "220 mail.example ESMTP\r\n",
    ]) {
      const server = createServer((socket) => socket.on("error", () => undefined).end(answer));
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as { port: number };
      const hook = await newSubscription({ url: `http://127.0.0.1:${port}/` });
      await round(newSender());
      server.close();
      const [attempt] = await deliveriesOf(hook);
      expect(attempt?.failure).to.match(/^The connection failed: HPE_/);
    }
  });

  it("end at once where a receiver answers 410", async () => {
    feed.grow(2);
    receiver.answer = (response) => response.writeHead(410).end();
    const hook = await newSubscription();
    const sender = newSender();
    await run(sender, 60);
    expect(receiver.ids()).to.deep.equal(expected(hook, [1]));
    expect(await stateOf(hook)).to.include({ state: "paused", reason: "gone" });
    expect((await deadLettersOf(hook)).map(({ message }) => message)).to.deep.equal(
      expected(hook, [1]),
    );
  });

  it("become dead letters after too long, pause the subscription, and arrive when it is resumed", async () => {
    feed.grow(2);
    receiver.answer = (response) => response.writeHead(500).end();
    const hook = await newSubscription();
    const sender = newSender({ giveUpAfter: 2 * HOUR });
    await round(sender);
    for (let minute = 0; minute < 4 * 60; minute += 1) {
      now += 60_000;
      await round(sender);
    }
    const paused = await stateOf(hook);
    expect(paused).to.include({ state: "paused", reason: "failing", blockNumber: 0 });
    const [letter] = await deadLettersOf(hook);
    expect(letter).to.include({
      message: messageId(hook.id, "1-0"),
      kind: "lotIssued",
      attempts: paused.attempts,
      failure: "Answered 500, expected 200 to 299.",
      deliveredAt: null,
    });
    expect((letter?.lastAt ?? 0) - (letter?.firstAt ?? 0)).to.be.within(2 * HOUR, 3 * HOUR + 60);
    const { length } = receiver.received;
    await run(sender, 10);
    expect(receiver.received.length).to.equal(length);

    receiver.answer = (response) => response.writeHead(204).end();
    await resume(store, hook.id);
    await round(sender);
    expect(receiver.ids().slice(length)).to.deep.equal(expected(hook, [1, 2]));
    expect((await deadLettersOf(hook))[0]?.deliveredAt).to.equal(now / 1000);
  });

  it("are sent again from where their owner wants, with the same names, and none is sent that lies before", async () => {
    feed.grow(4);
    const hook = await newSubscription();
    const sender = newSender();
    await round(sender);
    await moveTo(store, hook.id, { blockNumber: 2, logIndex: 0 });
    await round(sender);
    expect(receiver.ids()).to.deep.equal(expected(hook, [1, 2, 3, 4, 3, 4]));
    const [first, again] = [receiver.received[2], receiver.received[4]];
    expect(again?.body).to.equal(first?.body);
  });

  it("leave off where the owner pauses, moves or removes the subscription while one is under way", async () => {
    for (const [act, arrives] of [
      [async (id: string) => void (await pause(store, id, "owner")), 1],
      [async (id: string) => void (await moveTo(store, id, { blockNumber: 3, logIndex: 0 })), 3],
      [async (id: string) => await unsubscribe(store, id), undefined],
    ] as const) {
      feed = new MadeUpFeed();
      feed.grow(3);
      receiver.received.length = 0;
      const hook = await newSubscription();
      receiver.answer = async (response) => {
        await act(hook.id);
        response.writeHead(204).end();
      };
      await round(newSender());
      expect(receiver.ids()).to.deep.equal(expected(hook, [1]));
      const found = await findSubscription(store, keyId, hook.id);
      expect(found?.blockNumber).to.equal(arrives);
      expect(await deliveriesOf(hook)).to.have.lengthOf(arrives === 1 ? 1 : 0);
    }
  });

  it("are signed with both secrets for a day after a rotation, and with the new one from then on", async () => {
    feed.grow(1);
    const hook = await newSubscription();
    const seconds = now / 1000;
    const rotated = await rotate({ store, box: BOX, now: seconds }, hook);
    const sender = newSender();
    await round(sender);
    now += 25 * HOUR * 1000;
    feed.grow(1);
    await round(sender);
    const [both, one] = receiver.received.map(({ headers }) => headers);
    const signatureOf = (secret: string, index: number) => {
      const { id, headers, body } = receiver.received[index] ?? expect.fail("It did not come.");
      const time = new Date(Number(headers["webhook-timestamp"]) * 1000);
      return new Verifier(secret).sign(id, time, body);
    };
    const secret = rotated?.secret ?? "";
    expect(both?.["webhook-signature"]).to.equal(
      `${signatureOf(secret, 0)} ${signatureOf(hook.clear, 0)}`,
    );
    expect(one?.["webhook-signature"]).to.equal(signatureOf(secret, 1));
  });

  it("let one of two rotations at once be the last", async () => {
    const hook = await newSubscription();
    const all = [1, 2, 3].map(() => rotate({ store, box: BOX, now: now / 1000 }, hook));
    expect((await Promise.all(all)).filter(Boolean)).to.have.lengthOf(1);
  });

  it("end with the key", async () => {
    feed.grow(3);
    const hook = await newSubscription();
    receiver.answer = async (response) => {
      await revokeKey(store, keyId);
      response.writeHead(204).end();
    };
    const sender = newSender();
    await round(sender);
    await run(sender, 5);
    expect(receiver.ids()).to.deep.equal(expected(hook, [1]));
    expect(await stateOf(hook)).to.include({ state: "paused", reason: "keyClosed" });
  });

  it("are not sent from an index that must not be relied on, nor from one that is behind, and all later", async () => {
    feed.grow(3);
    const hook = await newSubscription();
    let isAlarmed = true;
    const sender = newSender({ isAlarmed: async () => isAlarmed });
    await round(sender);
    await round(sender);
    expect(receiver.received).to.deep.equal([]);
    expect(lines.filter((line) => line.includes("must not be relied on"))).to.have.lengthOf(1);
    isAlarmed = false;
    receiver.answer = (response) => {
      isAlarmed = true;
      response.writeHead(204).end();
    };
    await round(sender);
    expect(receiver.ids()).to.deep.equal(expected(hook, [1]));
    isAlarmed = false;
    receiver.answer = (response) => response.writeHead(204).end();
    const behind = newSender({
      read: async () => {
        throw new ApiProblem("invalid-request", "after: none behind the last block");
      },
    });
    await round(behind);
    expect(await stateOf(hook)).to.include({ state: "active", blockNumber: 1, lease: null });
    await round(sender);
    expect(receiver.ids()).to.deep.equal(expected(hook, [1, 2, 3]));
  });

  it("are not sent by a process that cannot open the secret, which says so", async () => {
    feed.grow(1);
    const hook = await newSubscription();
    await round(newSender({ box: new SecretBox(new Uint8Array(32).fill(8)) }));
    expect(receiver.received).to.deep.equal([]);
    expect(lines.join("\n")).to.contain("is sealed with another key than that of this process");
    await round(newSender());
    expect(receiver.ids()).to.deep.equal(expected(hook, [1]));
  });

  it("leave no secret and no address in the store or the log", async () => {
    feed.grow(1);
    const hook = await newSubscription({ url: `${receiver.url}?token=of-the-receiver` });
    receiver.answer = (response) => response.writeHead(410).end();
    await round(newSender());
    const rows = JSON.stringify(await store.selectFrom("webhook").selectAll().execute());
    expect(rows).not.to.contain(hook.clear);
    expect(rows).not.to.contain(hook.clear.replace("whsec_", ""));
    expect(lines).to.have.lengthOf(1);
    expect(lines.join("\n")).not.to.match(/whsec_|of-the-receiver|127\.0\.0\.1/);
  });

  describe("never go to an address that is not public", () => {
    for (const url of [
      "https://10.0.0.1/",
      "https://169.254.169.254/latest/meta-data",
      "https://[::1]/",
      "https://[::ffff:10.0.0.1]/",
      "https://[fd00:ec2::254]/",
      "https://168.63.129.16/",
      "https://0x7f.1/",
      "https://localhost/",
    ]) {
      it(`such as ${url}`, async () => {
        feed.grow(1);
        const hook = await newSubscription({ url });
        await round(newSender({ rules: {} }));
        const [attempt] = await deliveriesOf(hook);
        expect(attempt?.status).to.equal(null);
        expect(attempt?.failure).to.contain("not public");
      });
    }

    it("nor to this machine over http, by default", async () => {
      feed.grow(1);
      const hook = await newSubscription();
      await round(newSender({ rules: {} }));
      expect(receiver.received).to.deep.equal([]);
      expect((await deliveriesOf(hook))[0]?.failure).to.contain(
        "expected an address with https://",
      );
    });

    it("however often a name changes its mind: what was examined is what is connected to", async () => {
      feed.grow(1);
      const answers = ["127.0.0.1", "10.0.0.1"];
      const asked: string[] = [];
      const lookUp = ((host: string, _options: object, done: (...found: unknown[]) => void) => {
        const address = answers[Math.min(asked.length, 1)] ?? "";
        asked.push(host);
        done(null, [{ address, family: 4 }]);
      }) as never;
      const url = `http://rebinding.example:${receiver.port}/hook`;
      const hook = await newSubscription({ url });
      const sender = newSender({ rules: { allowLoopback: true, lookUp } });
      await round(sender);
      // One look for the connection; the next message looks again, and is refused.
      expect(asked).to.deep.equal(["rebinding.example"]);
      expect(receiver.ids()).to.deep.equal(expected(hook, [1]));
      feed.grow(1);
      await round(sender);
      expect((await deliveriesOf(hook))[0]?.failure).to.contain("not public");
      expect(receiver.ids()).to.deep.equal(expected(hook, [1]));
    });

    it("nor where one of the addresses of a name is private", async () => {
      feed.grow(1);
      const lookUp = ((_host: string, _options: object, done: (...found: unknown[]) => void) =>
        done(null, [
          { address: "93.184.215.14", family: 4 },
          { address: "10.0.0.1", family: 4 },
        ])) as never;
      const hook = await newSubscription({ url: "https://mixed.example/" });
      await round(newSender({ rules: { lookUp } }));
      expect((await deliveriesOf(hook))[0]?.failure).to.contain("not public");
    });
  });

  it("come again with the same name where a process is killed between sending and writing down", async () => {
    const DATA_DIR = await mkdtemp(join(folder, "killed-"));
    const shared = await openServiceStore({ DATA_DIR });
    const children: ChildProcess[] = [];
    const startChild = () => {
      const file = fileURLToPath(new URL("killed-sender.ts", import.meta.url));
      const args = [TYPESCRIPT, file, DATA_DIR, "07".repeat(32), "5", "3"];
      const child = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
      children.push(child);
      return child;
    };
    try {
      const hook = await newSubscription({ key: await newKey(shared) }, shared);
      let killed: Promise<unknown> | undefined;
      receiver.answer = (response) => {
        if (receiver.received.length === 3) {
          const [child] = children;
          killed = once(child as ChildProcess, "exit");
          child?.kill("SIGKILL");
        }
        response.writeHead(204).end();
      };
      startChild();
      while (!killed) await wait(20);
      await killed;
      const [left] = await shared.selectFrom("webhook").selectAll().execute();
      expect(left).to.include({ blockNumber: 2, state: "active" });
      expect(left?.lease).to.match(/^[0-9a-f]{32}$/);
      startChild();
      while (receiver.received.length < 6) await wait(20);
      expect(receiver.ids()).to.deep.equal(expected(hook, [1, 2, 3, 3, 4, 5]));
      const [third, again] = receiver.received.slice(2);
      expect(again?.body).to.equal(third?.body);
    } finally {
      for (const child of children) child.kill("SIGKILL");
      await shared.destroy();
    }
  });

  describe("of several processes", () => {
    let postgres: Postgres | undefined;
    after(() => postgres?.close());

    /** Two senders with connections of their own send for several subscriptions; a receiver that takes a while. */
    async function share(open: () => Promise<ServiceStore>): Promise<void> {
      const [one, two] = [await open(), await open()];
      try {
        feed.grow(40);
        const keys = [await newKey(one), await newKey(one)];
        const hooks = await Promise.all(
          [0, 1, 2, 3].map((index) =>
            newSubscription(
              { url: receiver.url.replace("/hook", `/${index}`), key: keys[index % 2] ?? "" },
              one,
            ),
          ),
        );
        receiver.answer = (response) => setTimeout(() => response.writeHead(204).end(), 2);
        const senders = [newSender({ store: one }), newSender({ store: two })];
        for (let rounds = 0; rounds < 20; rounds += 1) {
          await Promise.all(senders.map((sender) => sender.round()));
        }
        await Promise.all(senders.map((sender) => sender.settled()));
        for (const [index, hook] of hooks.entries()) {
          expect(receiver.ids(`/${index}`)).to.deep.equal(expected(hook, upTo(40)));
        }
        expect(receiver.mostOpen).to.equal(1);
      } finally {
        await one.destroy();
        await two.destroy();
      }
    }

    it("are each sent once, one at a time, with SQLite", async () => {
      const DATA_DIR = await mkdtemp(join(folder, "shared-"));
      await share(() => openServiceStore({ DATA_DIR }));
    });

    it("are each sent once, one at a time, with PostgreSQL", async function () {
      skipUnless("postgresql").call(this as never);
      this.timeout(60_000);
      postgres = await startPostgres();
      const { url } = postgres;
      await share(() => openServiceStore({ DATABASE_URL: url }));
    });
  });
});
