import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { openApiDocument, openApiWithExamples } from "../src/document.js";
import { withGenerated } from "../src/reference.js";
import { breach, document, operations, type Parameter } from "./contract.js";
import { onExampleApi } from "./example-api.js";

const SEED = 20_250_310;
const RUNS = 25;

/** What is put in by those who mean harm. */
const HOSTILE = [
  "",
  " ",
  "'",
  "';drop table unit;--",
  "%00",
  "\u0000",
  "../../etc/passwd",
  "<script>",
  "{{7*7}}",
  "-1",
  "0",
  "1e309",
  "99999999999999999999",
  "NaN",
  "null",
  "true",
  "CNBH01TERN0325W07000000000001\n",
  "СNBH01TERN0325W07000000000001",
  "0000-00-00T00:00:00Z",
  "2025-06-01T00:00:00+23:59",
  "9999-12-31T23:59:59Z",
  "%",
  "_".repeat(300),
];

const LIABILITY = "/v1/robots/CNBH01TERN0325W07000000000001/liability?at=";

describe("the OpenAPI document", () => {
  it("is the one that the code makes: `npm run -w api openapi` writes it", () => {
    expect(JSON.parse(JSON.stringify(openApiDocument()))).to.deep.equal(document);
  });

  it("and docs/api.md say the same as the code", () => {
    const page = readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8");
    expect(withGenerated(page)).to.equal(page);
  });

  it("describes every operation, parameter and answer", () => {
    for (const { path, operation } of operations) {
      const {
        operationId,
        parameters = [],
        responses,
      } = operation as never as {
        operationId: string;
        parameters?: { description?: string; schema: object }[];
        responses: Record<string, { description: string }>;
      };
      expect(operationId, path).to.match(/^[a-z]\w+$/);
      for (const parameter of parameters) expect(parameter, path).to.have.property("description");
      for (const response of Object.values(responses))
        expect(response.description, path).not.to.equal("");
    }
  });

  it("shows one whole answer of every form of every operation, valid as it describes them", () => {
    const { paths } = openApiWithExamples() as unknown as typeof document;
    for (const { path, method } of operations) {
      const content = paths[path]?.[method]?.responses["200"]?.content;
      for (const [type, { example }] of Object.entries(content ?? {})) {
        const place = `${method} ${path} ${type}`;
        expect(example, place).not.to.equal(undefined);
        const text = JSON.stringify(example);
        expect(breach(method, path, { status: 200, type, text }), place).to.equal(undefined);
      }
    }
  });

  it("has no path whose answers no test knows", () => {
    const folder = new URL("./", import.meta.url);
    const asked = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => readFileSync(new URL(file, folder), "utf8"))
      .join("\n");
    const unknown = operations.filter(({ path }) => {
      const written = path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, '[^/"`?]+');
      return path.startsWith("/v1/") && !new RegExp(`${written}["\`?]`).test(asked);
    });
    expect(unknown.map(({ path }) => path)).to.deep.equal([]);
  });

  it("finds a breach: the check can fail", () => {
    const answer = { status: 200, type: "application/json", text: '{"id":1}' };
    expect(breach("GET", "/v1/robots/X", answer)).to.match(/must/);
    expect(breach("GET", "/v1/stats", { ...answer, status: 299 })).to.match(/not in the document/);
  });
});

onExampleApi("whatever is asked", (api) => {
  for (const { path, method, operation } of operations) {
    it(`answers ${method.toUpperCase()} ${path} as the document says, and never with a fault`, async function () {
      this.timeout(60_000);
      const parameters = (operation.parameters ?? []) as Parameter[];
      const request = fc.record({
        values: fc.tuple(...parameters.map(anyValueOf)),
        key: fc.constantFrom(
          undefined,
          "insurer",
          "investigator",
          "maker",
          "authority",
          "owner",
          "nonsense",
        ),
        accept: fc.constantFrom(
          undefined,
          "application/json",
          "*/*",
          "text/html",
          "image/png",
          "text/csv;q=0.5",
          ";;,",
          "application/linkset+json",
        ),
        body: fc.oneof(
          fc.json(),
          fc.constant("{"),
          fc.constant('{"codes":["CN",1,null]}'),
          fc.string(),
        ),
      });
      await fc.assert(
        fc.asyncProperty(request, async ({ values, key, accept, body }) => {
          let target = path;
          const query = new URLSearchParams();
          const headers: Record<string, string> = {};
          for (const [index, parameter] of parameters.entries()) {
            const value = values[index];
            if (parameter.in === "path") {
              target = target.replace(
                `{${parameter.name}}`,
                encodeURIComponent(value || "-").replaceAll(".", "%2E"),
              );
            } else if (value !== undefined && parameter.in === "query") {
              query.set(parameter.name, value);
            } else if (value !== undefined && /^[\x21-\x7e]+$/.test(value)) {
              headers[parameter.name] = value;
            }
          }
          const keys = { ...api().keys, nonsense: "nonsense-nonsense-nonsense" } as Record<
            string,
            string
          >;
          if (method !== "get")
            headers["content-type"] = Object.keys(operation.requestBody?.content ?? {})[0] ?? "";
          const answer = await api().ask(query.size > 0 ? `${target}?${query}` : target, {
            method: method.toUpperCase(),
            headers,
            key: key && keys[key],
            ...(accept && { accept }),
            ...(method !== "get" && { body }),
          });
          expect(answer.status).to.be.lessThan(500);
          if (answer.status >= 400) {
            expect(answer.type).to.equal("application/problem+json");
            expect(answer.json.status).to.equal(answer.status);
          }
        }),
        { seed: SEED, numRuns: RUNS },
      );
    });
  }

  it("refuses what it would not read: parameters that it does not have, twice the same, numbers that are none, NUL", async () => {
    for (const [path, said] of [
      ["/v1/robots/CNBH01TERN0325W07000000000001?AT=2025-06-01T00:00:00Z", "AT: found an unknown"],
      ["/v1/robots/CNBH01TERN0325W07000000000001?at[]=x", "at[]: found an unknown"],
      ["/v1/stats?maker=CNBH01", "maker: found an unknown parameter, expected none"],
      ["/v1/search?limit=2&limit=3", "limit: found 2 values, expected one"],
      ["/v1/search?q=%00", "q: found a NUL character"],
      ["/v1/recalls/1/units?after=%00", "after: found a NUL character"],
      ["/v1/makers/CN%00BH01", "position 2"],
      ["/v1/recalls/0x1", "campaign: expected a whole number in decimal digits"],
      ["/v1/recalls/1e0", "campaign: expected a whole number in decimal digits"],
      ["/v1/search?limit=1e1", "limit: expected a whole number in decimal digits"],
      [`${LIABILITY}2025-06-01`, `at: found "2025-06-01", expected a moment of RFC 3339`],
      [`${LIABILITY}2025-06-01T23:59:60Z`, "such as 2025-06-01T12:00:00Z or"],
      [`${LIABILITY}2025-06-01T12:00:00`, "with its offset"],
      [`${LIABILITY}2025-06-01%2012:00:00Z`, 'found "2025-06-01 12:00:00Z"'],
      ["/v1/changes?after=999999999999-999999999", "none behind the last block"],
      ["/v1/changes?after=0x10-0", "expected a cursor such as 412-3"],
      ["/CN/BH01?linktype=linkset", "linktype: found an unknown parameter, expected linkType"],
      ["/CN/BH01?linkType=linkset&linkType=all", "linkType: found 2 values, expected one"],
    ] as const) {
      const { status, json } = await api().ask(path, { key: api().keys.authority });
      expect(status, path).to.equal(400);
      expect(json.detail, path).to.include(said);
    }
  });

  for (const { path, method, operation } of operations) {
    const parameters = (operation.parameters ?? []) as Parameter[];
    const target = path.replaceAll(/\{(\w+)\}/g, (_, name) => {
      const { schema } = parameters.find((each) => each.in === "path" && each.name === name) ?? {};
      return encodeURIComponent(String(schema?.example ?? "1"));
    });
    const known = parameters.filter((each) => each.in === "query").map(({ name }) => name);
    // What the resolver does not read goes on to where a link leads, as GS1 Digital Link has it.
    const unknown = path.startsWith("/v1/") ? ["unheardOf", "__proto__", "at "] : [];
    const otherwise = known.flatMap((name) => [name.toUpperCase(), `${name}[]`]);
    const refused = [
      ...unknown.map((name) => [name, `${encodeURIComponent(name)}=1`] as const),
      ...otherwise
        .filter((name) => unknown.length > 0 || !name.endsWith("[]"))
        .map((name) => [name, `${encodeURIComponent(name)}=1`] as const),
      ...known.map((name) => [name, `${name}=1&${name}=1`] as const),
    ];
    it(`refuses other parameters of ${method.toUpperCase()} ${path} than it has, naming them`, async () => {
      expect(refused).to.not.be.empty;
      for (const [name, query] of refused) {
        const { status, type, json } = await api().ask(`${target}?${query}`, {
          method: method.toUpperCase(),
          ...(method !== "get" && { body: "{}", headers: { "content-type": "application/json" } }),
        });
        expect([status, type], query).to.deep.equal([400, "application/problem+json"]);
        expect(json.errors, query).to.have.lengthOf(1);
        expect(json.errors[0], query).to.include({ in: "query", name });
        expect(json.detail, query).to.include(name);
      }
    });
  }

  it("takes a moment as it is written in China, and in lower case", async () => {
    const { key, same } = { key: api().keys.authority, same: "2025-06-01T04:00:00Z" };
    for (const at of [
      "2025-06-01T12:00:00+08:00",
      "2025-06-01T12:00:00%2B08:00",
      "2025-06-01t04:00:00z",
    ]) {
      const { status, json } = await api().ask(`${LIABILITY}${at}`, { key });
      expect([status, json.asOf.at], at).to.deep.equal([200, same]);
    }
  });

  it("begins no stream from a cursor that is still to come", async () => {
    const headers = { accept: "text/event-stream", "last-event-id": "999999999999-0" };
    const { status, type } = await api().ask("/v1/changes", { headers });
    expect([status, type]).to.deep.equal([400, "application/problem+json"]);
  });

  /** Of an address that no other test counts for. */
  const headers = { "x-forwarded-for": "203.0.113.77" };

  it("says which methods a path has, where another one is used", async () => {
    for (const [method, path, allow] of [
      ["POST", "/v1/stats", "GET, HEAD, OPTIONS"],
      ["GET", "/v1/robots:batch", "POST, OPTIONS"],
      ["DELETE", "/CN/BH01", "GET, HEAD, OPTIONS"],
    ] as const) {
      const response = await fetch(`${api().url}${path}`, { method, headers });
      expect([response.status, response.headers.get("allow")], path).to.deep.equal([405, allow]);
      expect(response.headers.get("content-type")).to.equal("application/problem+json");
      const options = await fetch(`${api().url}${path}`, { method: "OPTIONS", headers });
      expect([options.status, options.headers.get("allow")], path).to.deep.equal([204, allow]);
    }
  });

  it("says at /ready what /v1/ready says", async () => {
    const [ready, same] = await Promise.all(
      ["/ready", "/v1/ready"].map(
        async (path) => await (await fetch(`${api().url}${path}`, { headers })).json(),
      ),
    );
    expect(ready).to.include({ ready: true });
    expect(Object.keys(ready as object)).to.deep.equal(Object.keys(same as object));
  });

  it("answers what it does not have with a problem, never with a page of a framework", async () => {
    for (const path of ["/v1", "/v1/nothing", "/v1/robots", "/a/b/c/d/e"]) {
      const response = await fetch(`${api().url}${path}`, { headers });
      expect(response.status, path).to.be.within(400, 404);
      expect(response.headers.get("content-type"), path).to.equal("application/problem+json");
    }
  });
});

function anyValueOf({ in: place, schema, required }: Parameter) {
  const valid = fc.constantFrom(...(schema.enum ?? [String(schema.example ?? "CN")]));
  const arbitrary = fc.oneof(
    { arbitrary: valid, weight: 4 },
    { arbitrary: fc.constantFrom(...HOSTILE), weight: 2 },
    { arbitrary: fc.string({ maxLength: 40 }), weight: 1 },
    { arbitrary: fc.integer().map(String), weight: 1 },
  );
  if (place === "path" || required) return arbitrary;
  return fc.option(arbitrary, { nil: undefined, freq: 2 });
}
