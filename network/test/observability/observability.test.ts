import { readFileSync } from "node:fs";
import { createEngineMetrics } from "@openrobotid/indexer/engine-metrics";
import { parser } from "@prometheus-io/lezer-promql";
import { expect } from "chai";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import dashboard from "../../observability/dashboard.json" with { type: "json" };
import documented from "../../observability/metric-names.json" with { type: "json" };
import { createMetrics } from "../../permissioner/metrics.js";
import { createMetrics as createWitnessMetrics } from "../../witness/metrics.js";

const read = (name: string) =>
  readFileSync(new URL(`../../observability/${name}`, import.meta.url), "utf8");

/** What is wrong with an expression, and the metrics that it uses. */
function analyse(expression: string): { errors: string[]; metrics: string[] } {
  const errors: string[] = [];
  const metrics: string[] = [];
  parser.parse(expression).iterate({
    enter: ({ name, type, from, to, node }) => {
      if (type.isError) errors.push(`at ${from} of ${expression}`);
      if (name === "Identifier" && node.parent?.name === "VectorSelector")
        metrics.push(expression.slice(from, to));
    },
  });
  return { errors, metrics };
}

const known = new Set(
  [
    documented.besu,
    documented.index,
    documented.permissioner,
    documented.witness,
    documented.prometheus,
  ].flatMap(({ names }) => names),
);

const rules = z.strictObject({
  groups: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        rules: z
          .array(
            z.strictObject({
              alert: z.string().regex(/^[A-Z][A-Za-z]+$/),
              expr: z.string().min(1),
              for: z.string().regex(/^\d+[smh]$/),
              labels: z.strictObject({ severity: z.enum(["page", "ticket"]) }),
              annotations: z.strictObject({
                summary: z.string().min(10),
                reason: z.string().min(20),
                action: z.string().min(5),
              }),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});

describe("Observability", () => {
  it("holds expressions to the grammar of PromQL: one that does not parse is found", () => {
    expect(analyse("rate(x[5m]").errors).not.to.deep.equal([]);
    expect(analyse("sum by (job) (rate(up[5m])) > 1")).to.deep.equal({
      errors: [],
      metrics: ["up"],
    });
  });

  describe("alerts.yml", () => {
    const { groups } = rules.parse(parseYaml(read("alerts.yml")));
    const alerts = groups.flatMap(({ rules: of }) => of);

    it("has each alert once", () => {
      const names = alerts.map(({ alert }) => alert);
      expect(names).to.deep.equal([...new Set(names)]);
    });

    for (const { alert, expr } of alerts) {
      it(`has an expression for ${alert} that parses, over metrics that exist`, () => {
        const { errors, metrics } = analyse(expr);
        expect(errors).to.deep.equal([]);
        expect(metrics).not.to.deep.equal([]);
        for (const metric of metrics) expect(known, metric).to.include(metric);
      });
    }

    for (const service of ["permissioner", "witness"] as const) {
      it(`names every kind of alarm that the ${service} knows, and no other`, async () => {
        const { ALARMS } = await import(`../../${service}/metrics.js`);
        const given = new RegExp(`robotid_${service}_alarm\\{kind=~?"([^"]+)"`, "g");
        const kinds = [...read("alerts.yml").matchAll(given)].flatMap(([, of = ""]) =>
          of.split("|"),
        );
        expect([...new Set(kinds)].sort()).to.deep.equal([...ALARMS].sort());
      });
    }
  });

  describe("dashboard.json", () => {
    it("shows block time, rounds, missing validators, pending transactions, index lag and the permissioner", () => {
      const titles = dashboard.panels.map(({ title }) => title).join("\n");
      for (const what of [
        "Block time",
        "Rounds",
        "last seal",
        "Pending transactions",
        "Index lag",
        "permissioner",
      ]) {
        expect(titles).to.contain(what);
      }
    });

    it("has panels that do not overlap, each with an id of its own and a word of what it shows", () => {
      const places = dashboard.panels.map(({ gridPos: { x, y } }) => `${x} ${y}`);
      expect(new Set(places).size).to.equal(places.length);
      expect(new Set(dashboard.panels.map(({ id }) => id)).size).to.equal(dashboard.panels.length);
      for (const { description } of dashboard.panels) expect(description).not.to.equal("");
    });

    for (const { title, targets } of dashboard.panels) {
      it(`asks for what exists in "${title}"`, () => {
        for (const { expr } of targets) {
          const { errors, metrics } = analyse(expr);
          expect(errors).to.deep.equal([]);
          for (const metric of metrics) expect(known, metric).to.include(metric);
        }
      });
    }
  });

  it("scrapes the node, the permissioner, the witness, the index and the API, and reads the alerts", () => {
    const { scrape_configs, rule_files } = parseYaml(read("prometheus.yml"));
    expect(scrape_configs.map((of: { job_name: string }) => of.job_name)).to.deep.equal([
      "besu",
      "permissioner",
      "witness",
      "index",
      "api",
    ]);
    const { services } = parseYaml(read("../compose/compose.yaml"), { merge: true });
    for (const { job_name, static_configs } of scrape_configs.slice(-2)) {
      const { METRICS_PORT } = services[job_name].environment;
      expect(static_configs).to.deep.equal([{ targets: [`${job_name}:${METRICS_PORT}`] }]);
    }
    expect(rule_files).to.deep.equal(["alerts.yml"]);
    const jobs = [...read("alerts.yml").matchAll(/job="([^"]+)"/g)].map(([, job]) => job);
    for (const job of jobs) {
      expect(["besu", "permissioner", "witness", "index", "api"]).to.include(job);
    }
  });

  for (const [service, { registry }] of Object.entries({
    permissioner: createMetrics(),
    witness: createWitnessMetrics(),
    index: createEngineMetrics(),
  })) {
    it(`lists exactly the metrics that the ${service} has`, () => {
      const names = registry.getMetricsAsArray().map(({ name }) => name);
      const { names: listed } = documented[service as "permissioner" | "witness" | "index"];
      expect([...names].sort()).to.deep.equal([...listed].sort());
    });
  }
});
