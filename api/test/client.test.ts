// The client against the real API, over the index of the example world.

import { type Api, type ApiProblemError, createApi } from "@openrobotid/api";
import { expect } from "chai";
import { exampleApi } from "./example-api.js";

const TERN = "CNBH01TERN0325W07000000000001";

async function listOf<item>(items: AsyncIterable<item>): Promise<item[]> {
  const all: item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe("against the real API", function () {
  this.timeout(600_000);
  let open: Api;
  let authority: Api;
  before(async () => {
    const { url, keys } = await exampleApi("PGlite");
    open = createApi({ baseUrl: url });
    authority = createApi({ baseUrl: url, key: keys.authority });
  });

  it("reads a robot as it is typed, and as it was", async () => {
    const robot = await open.robot("cn-bh01-tern03-25w07000000000001");
    expect(robot).to.include({ id: TERN, state: "inService" });
    const before = await open.robot(TERN, { at: new Date("2025-02-20T00:00:00.500Z") });
    expect(before.state).to.equal("issued");
  });

  it("gives every unit of a recall, whatever the size of its pages", async () => {
    const { units } = await open.recall(1);
    const all = await listOf(authority.recallUnits(1, { pageSize: 1000 }));
    expect(all).to.have.length(units.affected);
    const some = await listOf(authority.recallUnits(1, { status: "remedied", pageSize: 3 }));
    expect(some).to.have.length(units.remedied);
  });

  it("gives every entry of a history, and every change, once", async () => {
    const entries = await listOf(open.history(TERN, { pageSize: 4 }));
    expect(entries.map(({ seq }) => seq)).to.deep.equal(entries.map((_, index) => index));
    const changes = await listOf(open.changes({ pageSize: 50 }));
    expect(new Set(changes.map(({ cursor }) => cursor)).size).to.equal(changes.length);
    const { cursor } = changes.at(-3) ?? { cursor: "" };
    expect(await listOf(open.changes({ after: cursor }))).to.deep.equal(changes.slice(-2));
  });

  it("tells why a key is needed, and what is wrong with a code", async () => {
    const failure = async (asked: Promise<unknown>) =>
      await asked.then(
        () => undefined,
        (error: ApiProblemError) => error,
      );
    expect(await failure(listOf(open.recallUnits(1)))).to.include({
      name: "ApiProblemError",
      status: 401,
    });
    const wrong = await failure(open.robot("CN-BH01-TERN03-Ü"));
    expect(wrong?.status).to.equal(400);
    expect(wrong?.problem).to.include({
      type: "urn:openrobotid:problem:invalid-code",
      expected: "0-9 or A-Z",
    });
  });
});
