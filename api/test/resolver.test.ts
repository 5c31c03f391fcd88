import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { expect } from "chai";
import { type Answer, onExampleApi } from "./example-api.js";
import { touchedRobots } from "./oracle.js";

const PATH = "/CN/BH01/TERN03/25W07000000000001";
const LINKSET = "application/linkset+json";
const GS1 = "https://ref.gs1.org/voc/";

/** What the tests look into of an event. */
interface Event {
  readonly eventID: string;
  readonly bizStep: string;
  readonly persistentDisposition?: { readonly set?: string[]; readonly unset?: string[] };
  readonly errorDeclaration?: { readonly reason: string; readonly correctiveEventIDs: string[] };
  readonly readPoint?: { readonly id: string };
  readonly bizLocation?: { readonly id: string };
  readonly "orid:seq"?: number;
  readonly "orid:country"?: string;
  readonly "orid:corrects"?: string;
}

/** What https://ref.gs1.org/standards/resolver/1.2.0/linkset-schema asks of a linkset. */
const LINKSET_SCHEMA = {
  type: "object",
  required: ["linkset"],
  additionalProperties: false,
  properties: {
    linkset: {
      type: "array",
      items: {
        type: "object",
        required: ["anchor"],
        properties: {
          anchor: { type: "string", pattern: "^https?://[a-zA-z0-9./]+" },
          itemDescription: { type: "string" },
          description: { type: "string" },
        },
        patternProperties: {
          "^(?!(anchor|itemDescription|description)$)([a-z-]+$|https?://[a-zA-z0-9./]+)": {
            type: "array",
            items: {
              type: "object",
              required: ["href", "title"],
              additionalProperties: false,
              properties: {
                href: { type: "string", pattern: "^https?://[a-zA-z0-9./]+" },
                title: { type: "string" },
                hreflang: {
                  type: "array",
                  items: { type: "string", pattern: "^\\w{2}(-\\w{2})?$" },
                },
                type: { type: "string", pattern: "\\w+/[-+.\\w]+" },
              },
            },
          },
        },
        additionalProperties: false,
      },
    },
  },
};

onExampleApi("the resolver", (api) => {
  it("gives people the page, and machines the record, JSON-LD or links, as they ask", async () => {
    const page = await api().ask(PATH, { accept: "text/html,application/xhtml+xml,*/*;q=0.8" });
    expect([page.status, page.headers.get("location")]).to.deep.equal([
      307,
      `https://web.example${PATH}`,
    ]);
    const record = await api().ask(PATH);
    expect(record.type).to.equal("application/json");
    expect({ ...record.json, asOf: null }).to.deep.equal({
      ...(await api().ask("/v1/robots/CNBH01TERN0325W07000000000001")).json,
      asOf: null,
    });
    const linked = await api().ask(PATH, { accept: "application/ld+json" });
    expect(linked.json).to.include({ "@type": "Robot", id: record.json.id });
    const links = await api().ask(PATH, { accept: LINKSET });
    expect(links.type).to.equal(LINKSET);
    expect((await api().ask(PATH, { accept: "image/png" })).status).to.equal(406);
    expect((await api().ask(PATH, { accept: "application/json;q=0, text/html" })).status).to.equal(
      307,
    );
  });

  it("leads to each of its links by its type, and to all of them", async () => {
    const { headers } = await api().ask(PATH);
    expect(headers.get("link")).to.equal(
      `<${PATH}?linkType=linkset>; rel="linkset"; type="${LINKSET}"; title="All links"`,
    );
    for (const linkType of ["linkset", "all"]) {
      const { json, headers } = await api().ask(`${PATH}?linkType=${linkType}`);
      expect(headers.get("deprecation")).to.equal(linkType === "all" ? "@1706745600" : null);
      const [context] = json.linkset;
      expect(context.anchor).to.equal(`https://web.example${PATH}`);
      expect(context).to.include.keys(
        "https://ref.gs1.org/voc/pip",
        "https://ref.gs1.org/voc/epcis",
      );
    }
    const epcis = await api().ask(`${PATH}?linkType=gs1:epcis`);
    expect(epcis.headers.get("location")).to.equal(
      "/v1/robots/CNBH01TERN0325W07000000000001/history.epcis",
    );
    expect((await api().ask(`${PATH}?linkType=gs1:recipeInfo`)).status).to.equal(404);
  });

  it("hands the query on to the page, except the type of the link, and writes every link of a linkset out", async () => {
    const query = "?lang=zh&foo=a%26b";
    for (const asked of [query, `${query}&linkType=gs1:pip`]) {
      const { status, headers } = await api().ask(`${PATH}${asked}`, { accept: "text/html" });
      expect([status, headers.get("location")], asked).to.deep.equal([
        307,
        `https://web.example${PATH}${query}`,
      ]);
    }
    const { headers } = await api().ask(`${PATH}?linkType=gs1:epcis&foo=bar`);
    expect(headers.get("location")).to.match(/history\.epcis\?foo=bar$/);
    const recalls = await api().ask("/CN/BH01/TERN03?linkType=gs1:recallStatus&a=1&b");
    expect(recalls.headers.get("location")).to.equal("/v1/recalls?model=CNBH01TERN03&a=1&b");
    const [context] = (await api().ask(`${PATH}?linkType=linkset`)).json.linkset;
    const links = Object.values(context).flatMap((each) => (Array.isArray(each) ? each : []));
    expect(links.length).to.be.greaterThan(6);
    for (const { href } of links) expect(href).to.match(/^https:\/\/web\.example\//);
  });

  it("redirects lower case, check characters and a slash at the end to the canonical path", async () => {
    for (const [path, canonical] of [
      [PATH.toLowerCase(), PATH],
      [`${PATH}-K`, PATH],
      [`${PATH}/`, PATH],
      [PATH.replace("CN", "%43N"), PATH],
      [PATH.replace("BH01", "%42H01"), PATH],
      [PATH.replace("/BH01", "%2FBH01"), PATH],
      ["/cn/bh01", "/CN/BH01"],
      ["/CN/BH01/", "/CN/BH01"],
      ["/%43N", "/CN"],
      ["/Cn", "/CN"],
    ]) {
      const { status, headers } = await api().ask(`${path}?linkType=linkset&a=%26`);
      expect([status, headers.get("location")], path).to.deep.equal([
        308,
        `${canonical}?linkType=linkset&a=%26`,
      ]);
    }
  });

  it("resolves the shorter paths to the model, the manufacturer and the country", async () => {
    expect((await api().ask("/CN/BH01/TERN03")).json.id).to.equal("CNBH01TERN03");
    expect((await api().ask("/CN/BH01")).json.id).to.equal("CNBH01");
    expect((await api().ask("/CN")).json.country).to.equal("CN");
    for (const path of ["/CN/BH01/NOSUCH", "/CN/NONE", "/FR"]) {
      expect((await api().ask(path)).status, path).to.equal(404);
    }
  });

  it("says of what is malformed where, and what was expected", async () => {
    const { status, type, json } = await api().ask("/CN/BH0_/TERN03/25W07000000000001");
    expect([status, type]).to.deep.equal([400, "application/problem+json"]);
    expect(json).to.deep.include({
      reason: "invalidCharacter",
      position: 5,
      expected: "0-9 or A-Z",
    });
    for (const path of [
      "/C",
      "/CN/BH01/TERN03/25W0700000000000",
      `${PATH}-A`,
      `${PATH}/foo`,
      `${PATH}/foo/`,
      "/CN//TERN03",
      "/CN/%E0%A4%A",
      "/C%D0%9D",
    ]) {
      expect((await api().ask(path)).status, path).to.equal(400);
    }
  });

  it("answers HEAD as GET without the body, OPTIONS, and every origin", async () => {
    const head = await api().ask(PATH, { method: "HEAD" });
    expect([head.status, head.text]).to.deep.equal([200, ""]);
    expect(head.headers.get("link")).to.include("linkset");
    expect(head.headers.get("access-control-allow-origin")).to.equal("*");
    expect(head.headers.get("access-control-expose-headers")).to.include("x-block-number");
    const options = await api().ask(PATH, { method: "OPTIONS" });
    expect(options.status).to.equal(204);
    expect(options.headers.get("allow")).to.equal("GET, HEAD, OPTIONS");
    expect(options.headers.get("access-control-allow-methods")).to.include("GET");
  });

  it("holds the links of the robot, its model, its maker and its country, as the schema of GS1 has them", async () => {
    const validate = new Ajv().compile(LINKSET_SCHEMA);
    const { json, headers } = await api().ask(PATH, { accept: LINKSET });
    expect(validate(json), JSON.stringify(validate.errors)).to.equal(true);
    expect(validate({ linkset: [{ anchor: "CN", pip: [] }] })).to.equal(false);
    expect(json.linkset.map(({ anchor }: { anchor: string }) => anchor)).to.deep.equal(
      [PATH, "/CN/BH01/TERN03", "/CN/BH01", "/CN"].map((path) => `https://web.example${path}`),
    );
    for (const { anchor, [`${GS1}defaultLink`]: defaults, [`${GS1}pip`]: pages } of json.linkset) {
      expect(defaults, anchor).to.deep.equal([{ href: anchor, title: "Page for people" }]);
      expect(pages[0], anchor).to.include({ href: anchor, type: "text/html" });
      expect(pages[0].hreflang, anchor).to.deep.equal(["en", "es", "zh"]);
    }
    expect(headers.get("link")).to.include(
      '<https://ref.gs1.org/standards/resolver/linkset-context>; rel="http://www.w3.org/ns/json-ld#context"',
    );
    const linked = await api().ask(`${PATH}?linkType=linkset`, { accept: "application/ld+json" });
    expect(linked.type).to.equal("application/ld+json");
    expect(linked.json).to.deep.equal({
      "@context": "https://ref.gs1.org/standards/resolver/linkset-context",
      linkset: json.linkset,
    });
  });

  it("leads to the passport of a robot, in the form that is wanted", async () => {
    for (const [accept, location] of [
      ["text/html", `https://web.example${PATH}`],
      ["application/json", "/v1/robots/CNBH01TERN0325W07000000000001"],
      ["image/png", `https://web.example${PATH}`],
    ] as const) {
      for (const linkType of [
        "gs1:dpp",
        "https://ref.gs1.org/voc/dpp",
        "https://gs1.org/voc/dpp",
      ]) {
        const { status, headers } = await api().ask(`${PATH}?linkType=${linkType}`, { accept });
        expect([status, headers.get("location")], accept).to.deep.equal([307, location]);
      }
    }
  });

  it("says of a link that is not there which there are, and reads no other spelling of a type", async () => {
    for (const linkType of ["gs1:recipeInfo", "pip", "GS1:pip", "voc/pip", "", "Linkset"]) {
      const { status, json } = await api().ask(`${PATH}?linkType=${linkType}`);
      expect(status, linkType).to.equal(404);
      expect(json.detail).to.include("expected one of linkset, gs1:defaultLink, gs1:pip, gs1:dpp");
    }
  });

  it("describes itself at /.well-known/gs1resolver", async () => {
    const { status, type, json, headers } = await api().ask("/.well-known/gs1resolver");
    expect([status, type]).to.deep.equal([200, "application/json"]);
    expect(headers.get("access-control-allow-origin")).to.equal("*");
    expect(json).to.deep.equal({
      name: "Open Robot ID",
      resolverRoot: "https://web.example",
      supportedPrimaryKeys: [],
      supportedLinkType: [{ namespace: GS1, prefix: "gs1:" }],
      linkTypeDefaultCanBeLinkset: false,
      jsonLdContextLocation: "https://ref.gs1.org/standards/resolver/linkset-context",
    });
    const head = await api().ask("/.well-known/gs1resolver", { method: "HEAD" });
    expect([head.status, head.text]).to.deep.equal([200, ""]);
  });

  it("marks answers for caches: 304 while nothing changed", async () => {
    const { headers } = await api().ask(PATH);
    const etag = headers.get("etag") ?? "";
    expect(headers.get("cache-control")).to.match(/^public, max-age=/);
    const again = await api().ask(PATH, { headers: { "if-none-match": etag } });
    expect([again.status, again.text]).to.deep.equal([304, ""]);
    const other = await api().ask(PATH, { accept: LINKSET, headers: { "if-none-match": etag } });
    expect(other.status).to.equal(200);
  });

  it("gives histories as EPCIS 2.0 that is valid against the schema of GS1", async function () {
    this.timeout(30_000);
    const ajv = formats.default(new Ajv({ strict: false }));
    const schema = readFileSync(new URL("epcis/EPCIS-JSON-Schema.json", import.meta.url), "utf8");
    const validate = ajv.compile(JSON.parse(schema));
    expect(validate({ type: "EPCISDocument" }), "the schema refuses something").to.equal(false);
    for (const id of await touchedRobots(api())) {
      const { json, type } = await api().ask(`/v1/robots/${id}/history.epcis`);
      expect(type).to.equal("application/ld+json");
      expect(validate(json), `${id}: ${ajv.errorsText(validate.errors)}`).to.equal(true);
      const history = await api().client.getHistory({ id });
      const ofHistory = json.epcisBody.eventList.filter(
        (event: Event) => event["orid:seq"] !== undefined,
      );
      expect(ofHistory).to.have.lengthOf(history.entries.length + 1);
    }
  });

  describe("the events of EPCIS", () => {
    let histories: {
      id: string;
      events: Event[];
      record: Answer["json"];
      entries: Answer["json"];
    }[];
    before(async function () {
      this.timeout(120_000);
      histories = [];
      for (const id of await touchedRobots(api())) {
        const { json } = await api().ask(`/v1/robots/${id}/history.epcis`);
        const { json: record } = await api().ask(`/v1/robots/${id}`);
        const { json: page } = await api().ask(`/v1/robots/${id}/history`);
        const { eventList: events } = json.epcisBody;
        histories.push({ id, events, record, entries: page.entries });
      }
    });

    it("have identifiers that every member gives alike: of the heads, without a host", () => {
      const ids = histories.flatMap(({ events }) => events.map(({ eventID }) => eventID));
      expect(new Set(ids).size).to.equal(ids.length);
      for (const id of ids)
        expect(id).to.match(
          /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      for (const { events, entries } of histories) {
        for (const { seq, head } of entries) {
          const event = events.find((each) => each["orid:seq"] === seq);
          expect(event?.eventID.slice(9, 22)).to.equal(
            `${head.slice(2, 10)}-${head.slice(10, 14)}`,
          );
        }
      }
    });

    it("declare what a later entry corrects to be in error, and name the correction", () => {
      const corrected = histories.flatMap(({ events, entries }) =>
        entries
          .filter(({ corrects }: { corrects: number | null }) => corrects !== null)
          .map(({ seq, corrects }: { seq: number; corrects: number }) => ({
            events,
            seq,
            corrects,
          })),
      );
      expect(corrected).to.not.be.empty;
      for (const { events, seq, corrects } of corrected) {
        const of = (wanted: number) =>
          events.find((each: Event) => each["orid:seq"] === wanted) as Event;
        expect(of(corrects).errorDeclaration?.correctiveEventIDs).to.include(of(seq).eventID);
        expect(of(corrects).errorDeclaration?.reason).to.equal("incorrect_data");
        expect(of(seq)["orid:corrects"]).to.equal(of(corrects).eventID);
      }
    });

    it("leave a robot recalled, stolen and conformant as its record has it", () => {
      const seen = new Set<string>();
      for (const { id, events, record } of histories) {
        const lasting = new Set<string>();
        for (const { persistentDisposition: { set = [], unset = [] } = {} } of events) {
          for (const one of set) lasting.add(one);
          for (const one of unset) lasting.delete(one);
        }
        for (const one of lasting) seen.add(one);
        const is = (wanted: string) => lasting.has(wanted);
        expect(is("recalled"), id).to.equal(record.recalls.open.length > 0);
        expect(is("stolen"), id).to.equal(
          record.flags.some(({ flag }: { flag: string }) => flag === "stolen"),
        );
        expect(is("conformant"), id).to.equal(
          record.certificates.some((each: { withdrawnAt: unknown }) => each.withdrawnAt === null),
        );
      }
      expect([...seen]).to.have.members(["recalled", "stolen", "conformant"]);
    });

    it("say where, and are never of a business step that says nothing", () => {
      const events = histories.flatMap((each) => each.events);
      expect(events.filter(({ bizStep }) => bizStep === "other")).to.deep.equal([]);
      for (const event of events.filter((each) => each["orid:country"])) {
        expect(event.readPoint?.id).to.equal(`urn:openrobotid:country:${event["orid:country"]}`);
      }
      for (const { id, events, record } of histories) {
        const placed = events.findLast((event) => event["orid:seq"] !== undefined);
        if (record.state !== "inService") continue;
        expect(placed?.bizLocation?.id, id).to.equal(
          `urn:openrobotid:country:${record.market.country}`,
        );
      }
    });
  });
});
