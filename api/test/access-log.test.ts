// The log of looks: what a holder is shown of it, and what it notices where the service lies.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseRobotId, type RobotId } from "@openrobotid/sdk";
import { anchorsHead } from "@openrobotid/sdk/device";
import { evidence, evidencedChain, readEvidence } from "@openrobotid/sdk/evidence";
import { type Anchor, anchorOf } from "@openrobotid/sdk/proof";
import {
  logHeadTypedData,
  logLeaf,
  readContinuation,
  readLogOnChain,
  readVaultLog,
  type VaultLog,
  vaultLogTopic,
  vaultSignInMessage,
  verifyVaultLog,
} from "@openrobotid/sdk/vault";
import { clientOf, connection, rpcUrl, time } from "@openrobotid/testkit/chain";
import { accountOf } from "@openrobotid/world/accounts";
import { expect } from "chai";
import { type Address, createClient, type LocalAccount } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { AccessLog } from "../access-log/access-log.js";
import { anchorOnce } from "../access-log/anchor-once.js";
import { TopicAnchors } from "../access-log/anchoring.js";
import { anchorsContract } from "../access-log/anchors-contract.js";
import { EMPTY_ROOT, leafOf } from "../access-log/merkle.js";
import { recordAccesses, recordLogRead } from "../service-store/accesses.js";
import { openServiceStore } from "../service-store/store.js";
import { ANCHORING, onBothDatabases } from "./example-api.js";

const ROBOT = parseRobotId("CNBH01TERN0325W07000000000001");
const VAULT = "https://web.example/v1/access-log";
const SIGNER = privateKeyToAccount(`0x${"07".repeat(32)}`).address;
const LOG = `/v1/access-log/robots/${ROBOT}/log`;
const FOREVER = [{ from: 0, until: Number.MAX_SAFE_INTEGER }];

onBothDatabases("the log of looks", (api) => {
  let holder: LocalAccount;
  let chainId: number;

  const messageOf = async (account: LocalAccount, change: object = {}) => {
    const { json } = await api().ask("/v1/access-log/nonces", { method: "POST" });
    const now = Math.floor(Date.now() / 1000);
    const asked = { vault: VAULT, chainId, account: account.address, nonce: json.nonce, now };
    return vaultSignInMessage({ ...asked, ...change });
  };
  const send = async (message: string, signature: string) =>
    await api().ask("/v1/access-log/sessions", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ message, signature }),
    });
  const tokenOf = async (account: LocalAccount): Promise<string> => {
    const message = await messageOf(account);
    const { json } = await send(message, await account.signMessage({ message }));
    return json.token;
  };
  const asking = (key: string) => async (path: string) =>
    (await api().ask(`/v1/access-log${path}`, { key })).json;
  const logOf = async (account: LocalAccount, robot: RobotId = ROBOT): Promise<VaultLog> =>
    await readVaultLog(asking(await tokenOf(account)), robot);
  const expected = () => ({
    ...{ robot: ROBOT, chainId, vault: VAULT, signer: SIGNER },
    reader: holder.address,
  });
  const failing = async (act: Promise<unknown>) =>
    await act.then(
      () => "nothing",
      (error: { reason?: string }) => error.reason,
    );

  before(async () => {
    const { ask, keys, chain } = api();
    chainId = Number((await chain.provider.getNetwork()).chainId);
    const { owner } = (await ask(`/v1/robots/${ROBOT}/liability`, { key: keys.insurer })).json;
    const all = Array.from({ length: 100 }, (_, number) => accountOf(number));
    const found = all.find(({ address }) => address.toLowerCase() === owner.account.toLowerCase());
    if (!found) throw new Error(`${owner.account} is no account of the world.`);
    holder = found;
  });

  it("shows the holder each look at its robot with proof: by liability, list of a recall and GraphQL", async () => {
    const { ask, keys } = api();
    await ask(`/v1/robots/${ROBOT}/liability?at=2025-06-01T12:00:00Z`, { key: keys.insurer });
    expect(
      (await ask("/v1/recalls/1/units?format=ndjson", { key: keys.authority })).status,
    ).to.equal(200);
    const body = JSON.stringify({ query: `{ unit(id: "${ROBOT}") { holder } }` });
    const headers = { "content-type": "application/json" };
    await ask("/graphql", { key: keys.authority, method: "POST", headers, body });
    const { lines, head } = await verifyVaultLog(await logOf(holder), expected());
    expect(
      lines
        .slice(-4)
        .map(({ what, party, label, kind, moment }) => [what, party, label, kind, moment]),
    ).to.deep.equal([
      ["look", "insurer", "A insurer", "liability", Date.UTC(2025, 5, 1, 12) / 1000],
      ["look", "authority", "A authority", "recallUnits", undefined],
      ["look", "authority", "A authority", "graphql", undefined],
      ["logRead", "owner", undefined, "accessLog", undefined],
    ]);
    expect(lines.at(-1)?.account).to.equal(holder.address);
    expect(head.size).to.be.greaterThan(lines.length);
  });

  it("tells who holds one robot of a list nothing of the others", async () => {
    const { store, keys } = api();
    const [, key] = keys.authority.split("_");
    const others = Array.from({ length: 20 }, (_, index) =>
      parseRobotId(`${ROBOT.slice(0, 26)}${String(100 + index)}`),
    );
    const by = { id: key, scope: "authority", label: "Lists", makers: [] } as never;
    await recordAccesses(store, [ROBOT, ...others], by, "recallUnits", undefined);
    const log = await logOf(holder);
    const { lines } = await verifyVaultLog(log, expected());
    expect(lines.at(-2)).to.include({ label: "Lists", kind: "recallUnits" });
    for (const other of others) expect(JSON.stringify(log)).not.to.include(other);
    // Nor what could be guessed: each robot's own line is salted.
    const { own } = log.entries.at(-2) ?? {};
    const { salt, ...plain } = JSON.parse(own?.line ?? "");
    expect(salt).to.match(/^[0-9a-f]{32}$/);
    expect(own?.proof).not.to.include(logLeaf(JSON.stringify({ ...plain, robot: others[0] })));
  });

  it("shows it to nobody else, and to nobody without a session", async () => {
    const { ask, keys } = api();
    expect((await ask(LOG)).status).to.equal(401);
    expect((await ask(LOG, { key: keys.authority })).status).to.equal(401);
    expect((await ask(LOG, { key: "a".repeat(43) })).status).to.equal(401);
    const stranger = await tokenOf(accountOf(3));
    expect((await ask(LOG, { key: stranger })).status).to.equal(403);
    // A session opens nothing else.
    const token = await tokenOf(holder);
    const { status, json } = await ask(`/v1/robots/${ROBOT}/liability`, { key: token });
    expect([status, json.type]).to.deep.equal([401, "urn:openrobotid:problem:key-needed"]);
    const { json: history } = await ask(`/v1/robots/${ROBOT}/history`, { key: token });
    expect(history.entries[0].actor).to.equal(undefined);
  });

  it("takes a message once, of this chain, this address and the one who signed", async () => {
    const message = await messageOf(holder);
    const signature = await holder.signMessage({ message });
    expect((await send(message, signature)).status).to.equal(200);
    const again = await send(message, signature);
    expect([again.status, again.json.detail]).to.deep.equal([
      401,
      "The message is refused: its nonce was not given here, was used, or is too old.",
    ]);
    const other = accountOf(3);
    for (const [change, signer, why] of [
      [{ chainId: chainId + 1 }, holder, /its chain is not/],
      [{ vault: "https://other.example" }, holder, /its domain is not/],
      [{ now: 1 }, holder, /it was not issued within/],
      [{}, other, /did not sign it/],
    ] as const) {
      const wrong = await messageOf(holder, change);
      const { status, json } = await send(wrong, await signer.signMessage({ message: wrong }));
      expect([status, json.type]).to.deep.equal([401, "urn:openrobotid:problem:sign-in-refused"]);
      expect(json.detail).to.match(why);
    }
  });

  it("shows what an investigator looked at when its time has come, in a series of its own", async () => {
    const { ask, keys, store } = api();
    await ask(`/v1/robots/${ROBOT}/liability`, { key: keys.investigator });
    const { lines } = await verifyVaultLog(await logOf(holder), expected());
    expect(lines.map(({ party }) => party)).not.to.include("investigator");
    const now = Math.floor(Date.now() / 1000);
    const days = (count: number) => now + count * 86_400;
    const log = new AccessLog(store, 30);
    const some = { after: -1, limit: 1000 };
    const before = await log.entriesOf(ROBOT, FOREVER, { ...some, now: days(29) });
    const after = await log.entriesOf(ROBOT, FOREVER, { ...some, now: days(31) });
    const shown = after.filter(({ position }) => !before.some((one) => one.position === position));
    expect(shown.map(({ line, own }) => JSON.parse(own?.line ?? line).series)).to.satisfy(
      (all: string[]) => all.length > 0 && all.every((series) => series === "delayed"),
    );
  });

  it("lets a line be neither altered, nor left out, nor cut off", async () => {
    const log = await logOf(holder);
    const without = (count: number) => ({ ...log, entries: log.entries.toSpliced(count, 1) });
    expect(await failing(verifyVaultLog(without(log.entries.length - 1), expected()))).to.equal(
      "leftOut",
    );
    expect(await failing(verifyVaultLog(without(1), expected()))).to.equal("leftOut");
    for (const name of ["line", "own"] as const) {
      const at = log.entries.findIndex((entry) => entry[name]);
      const entry = log.entries[at];
      const altered =
        name === "own" && entry?.own
          ? {
              ...entry,
              own: { ...entry.own, line: entry.own.line.replace(/"ordinal":\d+/, '"ordinal":99') },
            }
          : { ...entry, line: entry?.line.replace(/"kind":"\w+"/, '"kind":"history"') };
      const entries = log.entries.with(at, altered as never);
      expect(await failing(verifyVaultLog({ ...log, entries }, expected())), name).to.equal(
        "altered",
      );
    }
    const before = await logOf(holder);
    const token = await tokenOf(holder);
    const later = await readVaultLog(asking(token), ROBOT);
    const continued = await readContinuation(asking(token), before.head, later);
    expect(
      (await verifyVaultLog(later, { ...expected(), before: continued })).head.size,
    ).to.be.greaterThan(before.head.size);
    const cut = { head: later.head, proof: [] };
    expect(
      await failing(verifyVaultLog(before, { ...expected(), reader: undefined, before: cut })),
    ).to.equal("cutOff");
    const forged = { ...before.head, root: EMPTY_ROOT };
    const signature = await privateKeyToAccount(`0x${"07".repeat(32)}`).signTypedData(
      logHeadTypedData(forged),
    );
    const forked = { ...continued, head: { ...forged, signature } };
    expect(await failing(verifyVaultLog(later, { ...expected(), before: forked }))).to.equal(
      "forked",
    );
  });

  it("gives pages of one head, which are one look", async () => {
    const { ask } = api();
    const key = await tokenOf(holder);
    const first = (await ask(`${LOG}?limit=2`, { key })).json;
    const { size } = first.head;
    const path = `${LOG}?limit=2&after=${first.entries[1].position}&size=${size}`;
    const second = (await ask(path, { key })).json;
    expect([second.head.size, second.head.root]).to.deep.equal([size, first.head.root]);
    expect(second.entries[0].position).to.be.greaterThan(first.entries[1].position);
    expect((await ask("/v1/access-log/log/head")).json.size).to.equal(size);
    const { status } = await ask(`/v1/access-log/log/consistency?from=${size}&to=${size + 1}`);
    expect(status).to.equal(400);
  });

  it("writes a line for each look, also for one that begins in the middle", async () => {
    const { ask, store } = api();
    const lines = async () =>
      (await store.selectFrom("access").select("id").where("account", "is not", null).execute())
        .length;
    const key = await tokenOf(holder);
    for (const query of ["after=0", "after=0&size=1"]) {
      const before = await lines();
      expect((await ask(`${LOG}?${query}`, { key })).status).to.equal(200);
      expect(await lines(), query).to.equal(before + 1);
    }
  });

  it("makes one log where two processes make lines at once", async () => {
    const { store } = api();
    const key = { id: "k", scope: "maker", label: "Both", makers: [] } as never;
    const looks = Array.from({ length: 30 }, () =>
      recordAccesses(store, [ROBOT], key, "history", undefined),
    );
    await Promise.all(looks);
    const [one, other] = [new AccessLog(store, 30), new AccessLog(store, 30)];
    await Promise.all([one.catchUp(), other.catchUp()]);
    const { lines } = await verifyVaultLog(await logOf(holder), expected());
    expect(lines.filter(({ label }) => label === "Both")).to.have.lengthOf(30);
    const stored = await store
      .selectFrom("access")
      .select(["line", "position"])
      .where("label", "=", "Both")
      .execute();
    for (const { line, position } of stored) {
      const node = await one.tree.nodes(0, position ?? -1);
      expect(node).to.equal(leafOf(line ?? ""));
    }
  });

  it("anchors its head once a day in the contract itself, whichever of the processes does", async () => {
    const { store } = api();
    const log = new AccessLog(store, 30);
    const deployed = await connection.ethers.deployContract("Anchors");
    const address = (await deployed.getAddress()) as Address;
    const where = { address, key: ANCHORING, node: rpcUrl, chainId };
    const contract = anchorsContract(clientOf("stranger"), where);
    // A topic of its own: the log of the service has anchors already.
    const anchors = new TopicAnchors(store, "tests", VAULT, contract);
    let now = await time.latest();
    const once = async () => await anchorOnce(store, log, anchors, () => now);
    // A file of SQLite has one process.
    const both = api().postgres
      ? await Promise.all([once(), once()])
      : [await once(), await once()];
    expect(both).to.have.members([true, false]);
    await recordLogRead(store, ROBOT, holder.address);
    expect(await once()).to.equal(false);
    now += 86_400;
    expect(await once()).to.equal(true);
    const { size } = await log.tree.head();
    const shown = await anchors.continued(log.tree, size);
    expect(shown.anchors).to.have.lengthOf(2);
    expect(shown.anchors.at(-1)?.leaves).to.equal(size);
    expect(await contract.anchorsOf(shown.topic)).to.deep.include({
      count: 2,
      head: anchorsHead(shown.anchors),
    });
  });

  it("gives a file that proves which heads the chain has, to who holds the robot", async () => {
    const { ask, chain, postgres, settings, url } = api();
    const path = `/v1/access-log/robots/${ROBOT}/evidence`;
    expect((await ask(path)).status).to.equal(401);
    expect((await ask(path, { key: await tokenOf(accountOf(3)) })).status).to.equal(403);
    const key = await tokenOf(holder);
    const log = await readVaultLog(asking(key), ROBOT);
    const { account, topic } = log.anchored;
    expect(topic).to.equal(vaultLogTopic(VAULT));
    const { json: said } = await ask("/v1/access-log/log/anchors");
    expect(said).to.deep.include({ account, topic });
    // A service without `ANCHORS` has none, and says so.
    if (postgres) {
      expect(account).to.equal(null);
      const { status, json } = await ask(path, { key });
      expect([status, json.detail]).to.deep.equal([
        404,
        "This service anchors no heads of its log: it has no ANCHORS.",
      ]);
      return;
    }
    const headers = { connection: "close", authorization: `Bearer ${key}` };
    const response = await fetch(`${url}${path}`, { headers });
    const contract = response.headers.get("anchors-contract") as Address;
    expect([contract, account]).to.deep.equal([settings.ANCHORS, ANCHORING.address]);
    const anchor = anchorOf(JSON.parse(readFileSync(chain.deploymentFile, "utf8"))) as Anchor;
    const file = new Uint8Array(await response.arrayBuffer());
    const offline = createClient({
      chain: evidencedChain(anchor),
      transport: await evidence(file, { anchor, now: () => Number.MAX_SAFE_INTEGER }),
    });
    const place = { contract, account: ANCHORING.address, topic };
    const onChain = await readLogOnChain(offline, place);
    const { anchored } = await verifyVaultLog(log, { ...expected(), onChain });
    expect(anchored).to.deep.include({ count: 1, size: 1, account });
    const forgotten = { ...log, anchored: { ...log.anchored, anchors: [], continued: [] } };
    expect(await failing(verifyVaultLog(forgotten, { ...expected(), onChain }))).to.equal(
      "notAnchored",
    );
    // It discloses no account of the robot, whose record it does not prove.
    expect(JSON.stringify(await readEvidence(file))).not.to.include(
      holder.address.slice(2).toLowerCase(),
    );
  });
});

describe("the log of looks, over a store of before", () => {
  it("gives looks that were written down before there was a log their line as well", async () => {
    const folder = mkdtempSync(join(tmpdir(), "open-robot-id-looks-"));
    const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
    const former = new DatabaseSync(join(folder, "service.sqlite"));
    const look =
      "id text primary key, key_id text, scope text, label text, question text, moment bigint, at bigint";
    former.exec(`create table access (${look}, robot text)`);
    former.exec(`create table access_group (${look}, beginning text, endings text)`);
    former.exec(
      `insert into access values ('1', 'k', 'insurer', 'Early', 'liability', null, 9, '${ROBOT}')`,
    );
    former.exec(
      `insert into access_group values ('2', 'k', 'maker', 'Early', 'recallUnits', null, 10, '${ROBOT.slice(0, 26)}', ',001,002,')`,
    );
    former.close();
    // Twice: what is there already stays.
    for (const size of [2, 2]) {
      const store = await openServiceStore({ DATA_DIR: folder });
      const log = new AccessLog(store, 0);
      expect((await log.head()).size).to.equal(size);
      const entries = await log.entriesOf(ROBOT, FOREVER, { after: -1, limit: 9, now: 99 });
      expect(entries.map(({ line, own }) => [JSON.parse(line).label, own?.position])).to.deep.equal(
        [
          ["Early", undefined],
          ["Early", 0],
        ],
      );
      await store.destroy();
    }
    rmSync(folder, { recursive: true });
  });
});
