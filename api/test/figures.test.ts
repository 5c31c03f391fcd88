import { readFileSync } from "node:fs";
import { type Hex, toBytes32 } from "@openrobotid/sdk";
import type { Robot } from "@openrobotid/sdk/actions";
import { expect } from "chai";
import { onBothDatabases, onExampleApi } from "./example-api.js";
import { rfc3339, touchedRobots } from "./oracle.js";

const ISSUED_BY_LOTS = async (registry: {
  filters: { LotIssued(): never; ListIssued(): never };
  queryFilter(filter: never): Promise<unknown[]>;
}) => {
  const lots = (await registry.queryFilter(registry.filters.LotIssued())) as {
    args: { count: bigint };
  }[];
  const lists = (await registry.queryFilter(registry.filters.ListIssued())) as {
    args: { serials: string[] };
  }[];
  return (
    lots.reduce((sum, { args }) => sum + Number(args.count), 0) +
    lists.reduce((sum, { args }) => sum + args.serials.length, 0)
  );
};

onBothDatabases("figures", (api) => {
  it("count every unit once, by state, market and level, as the contracts have them", async function () {
    this.timeout(60_000);
    const { ask, client, chain } = api();
    const { json: stats } = await ask("/v1/stats");
    expect(stats.units.total).to.equal(await ISSUED_BY_LOTS(chain.contracts.registry as never));
    const touched: Robot[] = [];
    for (const id of await touchedRobots(api())) touched.push(await client.getRobot({ id }));
    const inState = (state: string) => touched.filter((robot) => robot.state === state).length;
    const untouched = stats.units.total - touched.length;
    expect(stats.units.byState).to.deep.equal([
      { state: "issued", count: untouched + inState("issued") },
      { state: "inService", count: inState("inService") },
      { state: "endOfLife", count: inState("endOfLife") },
      { state: "scrapped", count: inState("scrapped") },
    ]);
    for (const { country, count } of stats.onMarket) {
      const there = touched.filter(
        ({ market, state }) => market === country && state === "inService",
      );
      expect(count, country).to.equal(there.length);
    }
    expect(stats.flagged.stolen).to.equal(
      touched.filter(({ flags }) => flags.some(({ flag }) => flag === "stolen")).length,
    );
    const sum = (counts: { count: number }[]) => counts.reduce((all, { count }) => all + count, 0);
    for (const by of ["byWeek", "byCountry", "byMaker", "byModel", "byLevel"]) {
      expect(sum(stats.issued[by]), by).to.equal(stats.units.total);
    }
    const leveled = [];
    for (const id of await touchedRobots(api()))
      leveled.push((await ask(`/v1/robots/${id}`)).json.level?.level);
    for (const level of [1, 2, 3, 4, 5]) {
      const { json } = await ask(`/v1/search?level=${level}`);
      expect(json.units.total, `L${level}`).to.equal(leveled.filter((own) => own >= level).length);
    }
  });

  it("find makers and models by name and code, and count the units that fit", async () => {
    const { ask } = api();
    const { json } = await ask("/v1/search?q=TERN");
    expect(json.models.map(({ id }: { id: string }) => id)).to.include("CNBH01TERN03");
    const model = (await ask("/v1/models/CNBH01TERN03")).json;
    const found = (await ask("/v1/search?model=cn-bh01-tern03")).json;
    expect(found.units.total).to.equal(model.units.total);
    const inService = (await ask("/v1/search?model=CNBH01TERN03&state=inService")).json;
    expect(inService.units.total).to.equal(
      model.units.byState.find(({ state }: { state: string }) => state === "inService").count,
    );
    const nothing = (await ask("/v1/search?q=%25%25_")).json;
    expect([nothing.makers.length, nothing.models.length, nothing.units.total]).to.deep.equal([
      0, 0, 0,
    ]);
  });

  it("say of the consortium what the contracts say", async () => {
    const { ask, client } = api();
    const { json } = await ask("/v1/consortium");
    const seats = await client.getSeats({ departed: true });
    expect(
      json.seats.map(
        ({ number, name, countries }: { number: number; name: string; countries: string[] }) => [
          number,
          name,
          countries.toSorted(),
        ],
      ),
    ).to.deep.equal(
      seats.map(({ seat, name, countries }) => [Number(seat), name, [...countries].toSorted()]),
    );
    for (const seat of json.seats) {
      const { authority, recovery } = await client.getNamings({ seat: BigInt(seat.number) });
      const named = [
        ...(authority ? [["account", rfc3339(authority.acceptableFrom)]] : []),
        ...(recovery ? [["recoveryKey", rfc3339(recovery.acceptableFrom)]] : []),
      ];
      expect(
        seat.namings.map((naming: { key: string; acceptableFrom: string }) => [
          naming.key,
          naming.acceptableFrom,
        ]),
      ).to.deep.equal(named);
    }
    for (const { country, since, actsFrom, proof } of json.countries) {
      const tenancy = await client.getTenancy({ country });
      expect([since, actsFrom], country).to.deep.equal([
        rfc3339(tenancy?.since ?? 0),
        rfc3339(tenancy?.actsFrom ?? 0),
      ]);
      const own = (await ask(`/v1/countries/${country}`)).json.tenancy;
      expect(own, country).to.deep.equal({ since, actsFrom, proof });
    }
    const proposals = await client.getProposals();
    expect(
      json.proposals.map(({ id, state }: { id: string; state: string }) => [id, state]),
    ).to.deep.equal(
      proposals.map(({ proposalId, state }) => [String(proposalId), state]).toReversed(),
    );
    for (const proposal of json.proposals) {
      const told = proposals.find(({ proposalId }) => String(proposalId) === proposal.id);
      expect(proposal.votes.for).to.equal(Number(told?.votes.for));
      expect(proposal.votesNeeded).to.equal(
        told?.votesNeeded === undefined ? null : Number(told.votesNeeded),
      );
      expect(proposal.ballots).to.have.lengthOf(
        proposal.votes.for + proposal.votes.against + proposal.votes.abstain,
      );
    }
    for (const maker of json.makers) {
      const told = await client.getManufacturer({ manufacturer: maker.id });
      const seat = seats.find(({ authority }) => authority === told?.admittedBy);
      expect(maker.admittedBy?.name).to.equal(seat?.name);
    }
  });

  it("say that it is unknown who made the blocks, where the chain does not tell", async () => {
    const { json } = await api().ask("/v1/consortium/blocks?last=20");
    expect(json).to.include({ status: "unknown", source: null });
    expect(json.producers).to.deep.equal([]);
  });

  it("say of a model and a maker what the contracts say", async () => {
    const { ask, client } = api();
    for (const id of ["CNBH01TERN03", "MXTN01COLIB1", "DEAW01KRAN02"]) {
      const { json } = await ask(`/v1/models/${id}`);
      const model = await client.getModel({ model: id as never });
      expect(json).to.include({ name: model?.name, scheme: model?.scheme });
      for (const each of json.approvals) {
        const told = await client.getApproval({ model: id as never, country: each.country });
        expect([each.valid, each.level], `${id} ${each.country}`).to.deep.equal([
          told?.valid,
          told?.level,
        ]);
      }
      const maker = (await ask(`/v1/makers/${id.slice(0, 6)}`)).json;
      const told = await client.getManufacturer({ manufacturer: id.slice(0, 6) as never });
      expect(maker).to.include({ name: told?.name, status: told?.status });
      expect(maker.standing.at(-1).status).to.equal(told?.status);
    }
  });
});

onExampleApi("the feed of changes", (api) => {
  it("holds every entry of every history once, in the order of the chain, however it is cut into pages", async () => {
    const whole = (await api().ask("/v1/changes?limit=1000")).json.changes;
    const paged: { cursor: string }[] = [];
    for (let after: string | undefined; ; ) {
      const { json } = await api().ask(`/v1/changes?limit=37${after ? `&after=${after}` : ""}`);
      paged.push(...json.changes);
      after = json.next;
      if (!json.more) break;
    }
    expect(paged).to.deep.equal(whole);
    expect(new Set(paged.map(({ cursor }) => cursor)).size).to.equal(paged.length);
    const { registry } = api().chain.contracts;
    const recorded = await registry.queryFilter(registry.filters.Recorded());
    const cursors = new Set(paged.map(({ cursor }) => cursor));
    const robots = new Set((await touchedRobots(api())).map((id) => toBytes32(id)));
    for (const { blockNumber, index, topics } of recorded) {
      if (!robots.has(topics[1] as Hex)) continue;
      expect(cursors.has(`${blockNumber}-${index}`), `${blockNumber}-${index}`).to.equal(true);
    }
  });

  it("goes on as a stream of events from the last one that was seen", async () => {
    const [first, second] = (await api().ask("/v1/changes?limit=2")).json.changes;
    const abort = new AbortController();
    const response = await fetch(`${api().url}/v1/changes?limit=5`, {
      headers: {
        accept: "text/event-stream",
        "last-event-id": first.cursor,
        "x-forwarded-for": "192.0.2.5",
      },
      signal: abort.signal,
    });
    expect(response.headers.get("content-type")).to.equal("text/event-stream");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const { value = "" } = (await reader?.read()) ?? {};
    abort.abort();
    const [event, data, id] = value.split("\n");
    expect(event).to.equal("event: change");
    expect(id).to.equal(`id: ${second.cursor}`);
    expect(JSON.parse(data?.slice("data: ".length) ?? "")).to.deep.equal(second);
  });
});

onExampleApi("lots", (api) => {
  it("take a manifest from anybody whose leaves give the root, and refuse any other", async function () {
    this.timeout(30_000);
    const { ask, chain, keys } = api();
    const lot = (await ask("/v1/robots/CNBH01TERN0325W07000000000001")).json.issued.lot;
    const missing = await ask(`/v1/lots/${lot}`);
    const before = missing.json;
    expect(before).to.include({ maker: "CNBH01", count: 10_000 });
    expect(before.manifest.status).to.equal("missing");
    const manifest = chain.play.manifests.find(({ unitsRoot }) => unitsRoot === before.unitsRoot);
    const body = readFileSync(manifest?.file ?? "");
    const put = (content: Uint8Array, type = "application/x-ndjson") =>
      ask(`/v1/lots/${lot}/manifest`, {
        method: "PUT",
        headers: { "content-type": type },
        body: content,
      });
    expect((await put(body.subarray(0, body.length / 2))).status).to.equal(422);
    expect((await put(body, "text/plain")).status).to.equal(415);
    const stored = await put(body);
    expect(stored.json).to.deep.include({ lot, units: 10_000, stored: "new" });
    expect((await put(body)).json.stored).to.equal("already");
    // Nor does a cache say any more that it is missing, though there is no new block.
    const etag = missing.headers.get("etag") ?? "";
    const again = await ask(`/v1/lots/${lot}`, { headers: { "if-none-match": etag } });
    expect([again.status, again.json?.manifest.status]).to.deep.equal([200, "verified"]);
    const { text } = await ask(`/v1/lots/${lot}/manifest`, { key: keys.maker });
    expect(text).to.equal(body.toString());
  });
});
