import { expect } from "chai";
import { type ExampleApi, onBothDatabases } from "./example-api.js";
import { touchedRobots } from "./oracle.js";

type Answer = "yes" | "no" | "unknown";

/** What `/v1/robots/{code}` says, as far as it is compared. */
interface Robot {
  readonly id: string;
  readonly state: string;
  readonly verdict: { readonly verdict: string; readonly also: readonly string[] };
  readonly level: { readonly level: number; readonly basis: string } | null;
  readonly market: { readonly country: string } | null;
  readonly approvals: readonly { readonly country: string; readonly valid: boolean }[];
  readonly certificates: readonly { readonly scope: string; readonly valid: boolean }[];
}

onBothDatabases("which robots fit what somebody builds", (api) => {
  it("is answered of each robot as its record says, with evidence of every yes", async function () {
    this.timeout(60_000);
    const robots = await recordsOf(api());
    const scopes = new Set(robots.flatMap((each) => each.certificates.map(({ scope }) => scope)));
    const seen = new Set<string>();
    for (const robot of robots) {
      for (const scope of scopes) {
        const query = `level=3&market=ES&certificate=${encodeURIComponent(scope)}&capability=carrying`;
        const { json } = await api().ask(`/v1/robots/${robot.id}/qualifies?${query}`);
        const expected = expectedOf(robot, scope, "capability:carrying");
        const found = Object.fromEntries(
          json.conditions.map((each: { condition: string; answer: Answer }) => [
            each.condition,
            each.answer,
          ]),
        );
        expect(found, `${robot.id} ${query}`).to.deep.equal(expected);
        expect(json.answer).to.equal(together(Object.values(expected)));
        for (const { answer, proof } of json.conditions) {
          if (answer === "yes") expect(proof).to.have.property("transactionHash");
        }
        for (const [condition, answer] of Object.entries(expected))
          seen.add(`${condition} ${answer}`);
      }
    }
    expect([...seen]).to.include.members([
      "use yes",
      "use no",
      "level yes",
      "level no",
      "level unknown",
      "certificate yes",
      "certificate no",
      "capability yes",
      "capability unknown",
      "market yes",
      "market no",
    ]);
  });

  it("tells nothing that was not asked for, and needs a condition", async () => {
    const { ask } = api();
    const path = "/v1/robots/CNBH01TERN0325W07000000000001/qualifies";
    const { json } = await ask(`${path}?level=1`);
    expect(Object.keys(json)).to.deep.equal(["id", "answer", "conditions", "asOf"]);
    expect(json.conditions.map(({ condition }: { condition: string }) => condition)).to.deep.equal([
      "use",
      "level",
    ]);
    for (const query of [
      ...["", "?at=2025-06-01T00:00:00Z", "?level=6", "?market=es", "?levels=1"],
      ...["?capability=flying", "?capability=capability:carrying", "?capability=Carrying"],
    ]) {
      expect((await ask(`${path}${query}`)).status, query).to.equal(400);
    }
    expect(
      (await ask("/v1/robots/CNBH01TERN0325W07000000999997/qualifies?level=1")).status,
    ).to.equal(404);
    const spelled = await ask("/v1/robots/cn-bh01-tern03-25w07000000000001/qualifies?level=1");
    expect([spelled.status, spelled.headers.get("location")]).to.deep.equal([
      308,
      `${path}?level=1`,
    ]);
  });

  it("is counted by model: as many as their records say", async function () {
    this.timeout(60_000);
    const robots = await recordsOf(api());
    const markets = new Set(robots.flatMap(({ market }) => market?.country ?? []));
    const scopes = new Set(robots.flatMap((each) => each.certificates.map(({ scope }) => scope)));
    const conditions = [undefined, ...scopes].flatMap((scope) =>
      [undefined, "carrying", "stairs"].map((capability) => [scope, capability] as const),
    );
    let counted = 0;
    for (const market of markets) {
      for (const level of [undefined, 1, 2, 3, 5]) {
        for (const [certificate, capability] of conditions) {
          const query = new URLSearchParams({
            market,
            ...(level && { level: String(level) }),
            ...(certificate && { certificate }),
            ...(capability && { capability }),
          });
          const fits = robots.filter(
            (robot) =>
              robot.state === "inService" &&
              robot.market?.country === market &&
              robot.approvals.some(({ country, valid }) => valid && country === market) &&
              (level === undefined || (robot.level?.level ?? 0) >= level) &&
              [certificate, capability && `capability:${capability}`].every(
                (asked) =>
                  asked === undefined ||
                  robot.certificates.some(({ scope, valid }) => valid && scope === asked),
              ),
          );
          const expected: Record<string, number> = {};
          for (const { id } of fits) {
            const model = id.slice(0, 12);
            expected[model] = (expected[model] ?? 0) + 1;
          }
          const { json } = await api().ask(`/v1/offers?${query}`);
          const found = Object.fromEntries(
            json.models.map((each: { model: string; units: number }) => [each.model, each.units]),
          );
          expect(found, query.toString()).to.deep.equal(expected);
          expect(json.complete).to.equal(true);
          counted += fits.length;
        }
      }
    }
    expect(counted).to.be.greaterThan(10);
  });

  it("is counted on a market only, and by nothing else", async () => {
    for (const query of [
      "",
      "?market=ES&capability=flying",
      "?market=Spain",
      "?market=ES&level=0",
    ]) {
      expect((await api().ask(`/v1/offers${query}`)).status, query).to.equal(400);
    }
  });
});

function expectedOf(robot: Robot, scope: string, can: string): Record<string, Answer> {
  const said = [robot.verdict.verdict, ...robot.verdict.also];
  const runs = robot.state === "inService" && !said.includes("stolen") && !said.includes("stopUse");
  const approved = robot.approvals.some(
    ({ country, valid }) => valid && country === robot.market?.country,
  );
  const known = robot.level && (robot.level.basis === "grade" || approved);
  const certified = (of: string) =>
    robot.certificates.some((each) => each.valid && each.scope === of);
  return {
    use: runs ? "yes" : "no",
    level: !known ? "unknown" : (robot.level?.level ?? 0) >= 3 ? "yes" : "no",
    capability: certified(can) ? "yes" : "unknown",
    certificate: certified(scope) ? "yes" : "no",
    market: robot.market?.country === "ES" && approved ? "yes" : "no",
  };
}

function together(answers: readonly Answer[]): Answer {
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}

/** The public records of all robots that something happened to: no other is in service. */
async function recordsOf(api: ExampleApi): Promise<Robot[]> {
  const robots: Robot[] = [];
  for (const id of await touchedRobots(api)) robots.push((await api.ask(`/v1/robots/${id}`)).json);
  return robots;
}
