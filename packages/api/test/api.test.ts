// What the client asks, and what it makes of the answers: against recorded answers of the real API.
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { ApiProblemError, ApiUnreachableError, createApi, type ReadPath } from "../src/index.js";
import { RecordedApi, recordedAnswer } from "./recorded-api.js";

const CODE = "CNBH01TERN0325W07000000000001";

let server: RecordedApi;
before(async () => {
  server = await RecordedApi.start();
});
after(() => server.close());
beforeEach(() => {
  server.asked.length = 0;
  server.answer = () => undefined;
});

const api = (options: { key?: string } = {}) => createApi({ baseUrl: server.url, ...options });

async function listOf<item>(items: AsyncIterable<item>): Promise<item[]> {
  const all: item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function failureOf(asked: Promise<unknown>): Promise<Error> {
  return await asked.then(
    () => new Error("It did not fail."),
    (error: Error) => error,
  );
}

describe("questions", () => {
  const LOT = "0x434e";
  const questions: [string, (one: ReturnType<typeof api>) => Promise<unknown>][] = [
    [`GET /v1/robots/${CODE}`, (one) => one.robot(CODE)],
    ["POST /v1/robots:batch", (one) => one.robots([CODE])],
    [`GET /v1/robots/${CODE}/history.epcis`, (one) => one.epcisHistory(CODE)],
    [`GET /v1/robots/${CODE}/capsule`, (one) => one.capsule(CODE)],
    [`GET /v1/robots/${CODE}/label.svg`, (one) => one.labelSvg(CODE)],
    [`GET /v1/robots/${CODE}/label.pdf`, (one) => one.labelPdf(CODE, { language: "es" })],
    [`GET /v1/robots/${CODE}/liability`, (one) => one.liability(CODE)],
    ["GET /v1/parse", (one) => one.parse(CODE)],
    ["GET /v1/models/CNBH01TERN03", (one) => one.model("CNBH01TERN03")],
    ["GET /v1/makers/CNBH01", (one) => one.maker("CNBH01")],
    ["GET /v1/countries/CN", (one) => one.country("CN")],
    [`GET /v1/lots/${LOT}`, (one) => one.lot(LOT)],
    [`GET /v1/lots/${LOT}/manifest`, (one) => one.manifest(LOT)],
    [`PUT /v1/lots/${LOT}/manifest`, (one) => one.putManifest(LOT, "{}\n")],
    ["GET /v1/recalls/1", (one) => one.recall(1)],
    ["POST /v1/access-log/nonces", (one) => one.logNonce()],
    ["POST /v1/access-log/sessions", (one) => one.logSession({ message: "…", signature: "0x00" })],
    ["POST /v1/webhooks", (one) => one.createWebhook({ url: "https://receiver.example/robots" })],
    ["GET /v1/webhooks/wh_1", (one) => one.webhook("wh_1")],
    ["DELETE /v1/webhooks/wh_1", (one) => one.deleteWebhook("wh_1")],
    ["POST /v1/webhooks/wh_1/pause", (one) => one.pauseWebhook("wh_1")],
    ["POST /v1/webhooks/wh_1/resume", (one) => one.resumeWebhook("wh_1")],
    ["POST /v1/webhooks/wh_1/rotate", (one) => one.rotateWebhookSecret("wh_1")],
    ["POST /v1/webhooks/wh_1/test", (one) => one.testWebhook("wh_1")],
    ["POST /v1/webhooks/wh_1/replay", (one) => one.replayWebhook("wh_1", "412-3")],
    ["GET /v1/search", (one) => one.search({ q: "tern" })],
    ["GET /v1/stats", (one) => one.stats()],
    ["GET /v1/consortium", (one) => one.consortium()],
    ["GET /v1/consortium/blocks", (one) => one.blockProduction()],
    ["GET /v1/scopes", (one) => one.scopes()],
    ["GET /v1/health", (one) => one.health()],
  ];
  for (const [line, ask] of questions) {
    it(`${line} gives what the API answers`, async () => {
      const [method = "", path = ""] = line.split(" ");
      const answer = recordedAnswer(method, path)?.[1];
      expect(answer).to.not.equal(undefined);
      expect(await ask(api())).to.deep.equal(answer);
      expect(
        server.asked.map((one) => `${one.method} ${one.path.replace(/\?.*/, "")}`),
      ).to.deep.equal([line]);
    });
  }

  const document = JSON.parse(
    readFileSync(new URL("../../../api/openapi.json", import.meta.url), "utf8"),
  ) as {
    paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>>;
  };
  const operations = Object.entries(document.paths)
    .filter(([path]) => path.startsWith("/v1/"))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { responses }]) => ({ path, method, responses })),
    );

  for (const { path, method, responses } of operations) {
    if (method !== "get" || !("application/json" in (responses["200"]?.content ?? {}))) continue;
    it(`GET ${path} is asked by its path too`, async () => {
      const values = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, "1"]);
      const params = { path: Object.fromEntries(values) };
      const answer = await api().get(path as ReadPath, params as never);
      expect(answer).to.deep.equal(recordedAnswer("GET", path)?.[1]);
    });
  }

  it("have the types of their path", async () => {
    const { country } = await api().get("/v1/countries/{country}", { path: { country: "CN" } });
    expect(country satisfies string).to.equal("CN");
  });

  it("have a method for every operation that changes something", () => {
    const writes = operations.filter(({ method }) => method !== "get");
    const unasked = writes.filter(({ path, method }) => {
      const pattern = path.replaceAll(/[.:]/g, "\\$&").replaceAll(/\{\w+\}/g, "[^/]+");
      return !questions.some(([line]) =>
        new RegExp(`^${method.toUpperCase()} ${pattern}$`).test(line),
      );
    });
    expect(unasked).to.deep.equal([]);
  });

  it("names the moment that is meant, in whole seconds", async () => {
    await api().robot(CODE, { at: new Date("2025-06-01T12:00:00Z") });
    expect(server.asked[0]?.path).to.equal(`/v1/robots/${CODE}?at=2025-06-01T12%3A00%3A00Z`);
  });

  it("escapes what is put into a path", async () => {
    server.answer = () => [200, {}];
    await api().robot("../v1/stats?x");
    expect(server.asked[0]?.path).to.equal("/v1/robots/..%2Fv1%2Fstats%3Fx");
  });

  it("shows its key, and none where it has none", async () => {
    await api().stats();
    await api({ key: "orid_abc" }).stats();
    expect(server.asked.map(({ authorization }) => authorization)).to.deep.equal([
      undefined,
      "Bearer orid_abc",
    ]);
  });

  it("brings a manifest byte for byte", async () => {
    const manifest = '{"a": 1}\n{"b":  2}\n';
    await api().putManifest("0x01", manifest);
    expect(server.asked[0]).to.include({ body: manifest, type: "application/x-ndjson" });
  });
});

describe("lists", () => {
  /** Answers pages of two, of numbers up to five. */
  const paged = (list: string) => {
    server.answer = ({ path }) => {
      const after = Number(new URL(path, server.url).searchParams.get("after") ?? 0);
      const items = [1, 2, 3, 4, 5].slice(after, after + 2);
      const next = after + items.length;
      return [200, { [list]: items, next: next < 5 ? String(next) : null }];
    };
  };
  for (const [list, ask, path] of [
    ["recalls", () => api().recalls({ pageSize: 2 }), "/v1/recalls"],
    ["units", () => api().recallUnits(3, { pageSize: 2 }), "/v1/recalls/3/units"],
    ["entries", () => api().history(CODE, { pageSize: 2 }), `/v1/robots/${CODE}/history`],
    ["accesses", () => api().accesses(CODE, { pageSize: 2 }), `/v1/robots/${CODE}/accesses`],
  ] as const) {
    it(`asks for every page of ${list}`, async () => {
      paged(list);
      expect(await listOf<unknown>(ask())).to.deep.equal([1, 2, 3, 4, 5]);
      const asked = server.asked.map((one) => new URL(one.path, server.url));
      expect(asked.map(({ pathname }) => pathname)).to.deep.equal([path, path, path]);
      expect(asked.map(({ searchParams }) => searchParams.get("after"))).to.deep.equal([
        null,
        "2",
        "4",
      ]);
      expect(asked.every(({ searchParams }) => searchParams.get("limit") === "2")).to.equal(true);
    });
  }

  it("asks for no page that nobody needs", async () => {
    paged("recalls");
    for await (const _ of api().recalls()) break;
    expect(server.asked).to.have.length(1);
  });

  it("gives changes up to now, beginning after a cursor", async () => {
    server.answer = ({ path }) =>
      path.includes("after=a")
        ? [200, { changes: ["b"], next: "b", more: true }]
        : [200, { changes: [], next: "b", more: false }];
    expect(await listOf<unknown>(api().changes({ after: "a" }))).to.deep.equal(["b"]);
    expect(server.asked).to.have.length(2);
  });

  it("passes filters on", async () => {
    server.answer = () => [200, { recalls: [], next: null }];
    await listOf(api().recalls({ open: false, maker: "CNBH01" }));
    expect(server.asked[0]?.path).to.equal("/v1/recalls?maker=CNBH01&open=false");
  });

  it("ends with an error where pages go round in a circle", async () => {
    server.answer = () => [200, { recalls: [1], next: "1" }];
    expect((await failureOf(listOf(api().recalls()))).message).to.contain("names itself");
  });
});

describe("failures", () => {
  const problem = {
    type: "urn:openrobotid:problem:invalid-code",
    title: "Not a robot code",
    status: 400,
    detail: "Position 1: found \u001b[31m, expected A-Z.",
    instance: "/v1/robots/C",
  };

  it("are told with the problem that the API names, and its message is safe to print", async () => {
    server.answer = () => [400, problem];
    const error = (await failureOf(api().robot("C"))) as ApiProblemError;
    expect(error).to.be.instanceOf(ApiProblemError);
    expect(error).to.deep.include({ status: 400, problem, retryAfter: 7 });
    expect(error.message).to.equal(
      "400 of /v1/robots/C. Not a robot code: Position 1: found \\u{1b}[31m, expected A-Z.",
    );
  });

  it("are told where something else answers in place of the API", async () => {
    server.answer = () => [502, "<html>"];
    const error = (await failureOf(api().stats())) as ApiProblemError;
    expect(error).to.be.instanceOf(ApiProblemError);
    expect(error).to.include({ status: 502, problem: undefined });
  });

  it("are told in the middle of a list", async () => {
    server.answer = ({ path }) =>
      path.includes("after")
        ? [429, { ...problem, status: 429 }]
        : [200, { recalls: [1], next: "1" }];
    const error = await failureOf(listOf(api().recalls()));
    expect(error).to.include({ name: "ApiProblemError", status: 429 });
  });

  it("are told where nothing answers, or no JSON", async () => {
    const nobody = createApi({ baseUrl: "http://127.0.0.1:1" });
    const error = await failureOf(nobody.stats());
    expect(error).to.be.instanceOf(ApiUnreachableError);
    expect(error.message).to.contain("http://127.0.0.1:1");
    server.answer = () => [200, "<html>"];
    expect(await failureOf(api().stats())).to.be.instanceOf(ApiUnreachableError);
  });

  it("are the signal's reason where it ended the question", async () => {
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    expect(await failureOf(api().stats({ signal }))).to.equal(reason);
  });

  for (const baseUrl of ["", "api.example", "ftp://api.example"]) {
    it(`are told at once for an address such as "${baseUrl}"`, () => {
      expect(() => createApi({ baseUrl })).to.throw(TypeError, "https://api.example");
    });
  }
});
