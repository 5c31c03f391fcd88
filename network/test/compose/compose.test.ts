import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { expect } from "chai";
import { parse } from "yaml";
import options from "../../src/besu-options.json" with { type: "json" };
import { variableOf } from "../../src/settings.js";

const folder = fileURLToPath(new URL("../../compose/", import.meta.url));
const read = (name: string) => readFileSync(`${folder}${name}`, "utf8");

type Service = {
  image: string;
  command: string[];
  environment?: Record<string, string>;
  ports?: string[];
  networks: string[];
  healthcheck: { test: string[]; interval: string; timeout: string; retries: number };
  deploy: { resources: { limits: { cpus: string; memory: string } } };
  [key: string]: unknown;
};
const compose = parse(read("compose.yaml"), { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);

describe("compose.yaml", () => {
  const schema = JSON.parse(read("schema/compose-spec.json")) as object;
  // The schema says of some texts what they are, such as a duration; those formats are Compose's own.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  // It names its own draft without the `#` at the end.
  const { $schema: _, ...plain } = schema as { $schema: string };
  const validate = ajv.compile(plain);

  it("is a Compose file, by the schema of its specification", () => {
    expect(validate(compose), JSON.stringify(validate.errors, null, 2)).to.equal(true);
  });

  it("is checked against a schema that finds what is wrong", () => {
    const [, [name, service]] = services as [unknown, [string, Service]];
    const wrong = { ...compose, services: { [name]: { ...service, heathcheck: {} } } };
    expect(validate(wrong)).to.equal(false);
  });

  it("passes `docker compose config`, where that is installed", function () {
    if (spawnSync("docker", ["compose", "version"]).status !== 0) {
      console.log("      skipped: docker compose was not found (Docker's compose plugin)");
      this.skip();
    }
    const env = { ...process.env, MEMBER_FOLDER: "/member", WEB_URL: "https://id.example" };
    const { status, stderr } = spawnSync("docker", ["compose", "config", "--quiet"], {
      cwd: folder,
      env,
      encoding: "utf8",
    });
    expect(status, stderr).to.equal(0);
  });

  it("starts in order: the node, who keeps its lists, the index, the API over it, the pages", () => {
    const waitsFor = (name: string) =>
      Object.keys((compose.services[name]?.depends_on ?? {}) as Record<string, unknown>);
    expect(waitsFor("permissioner")).to.deep.equal(["besu"]);
    expect(waitsFor("index")).to.deep.equal(["besu", "permissioner", "postgres"]);
    expect(waitsFor("api")).to.deep.equal(["index", "postgres"]);
    expect(waitsFor("web")).to.deep.equal(["api"]);
    for (const [name, { restart }] of services) {
      expect(restart, name).to.equal("unless-stopped");
    }
  });

  it("runs the node, the permissioner, the verifying RPC, the witness, the relay, the vault, the database, the index, the API and the pages", () => {
    expect(services.map(([name]) => name)).to.have.members([
      "besu",
      "permissioner",
      "rpc",
      "witness",
      "relay",
      "vault",
      "postgres",
      "index",
      "api",
      "web",
    ]);
  });

  it("runs the witness for who asks for it, after the node, with settings that it has", async () => {
    const { readSettings } = await import("../../witness/config.js");
    const { profiles, depends_on, environment } = compose.services.witness as Service;
    expect(profiles).to.deep.equal(["witness"]);
    expect(Object.keys(depends_on as object)).to.deep.equal(["besu"]);
    const env = Object.fromEntries(
      Object.entries(environment ?? {}).map(([name, value]) => [
        name,
        value.replace(/\$\{[A-Z_]+:-([^}]*)\}/, "$1"),
      ]),
    );
    const settings = readSettings(undefined, env);
    expect(settings).to.include({ "state-file": "/witness/signed.json", "interval-seconds": 60 });
  });

  it("runs the vault for who asks for it, after the node, where its healthcheck asks, with what it keeps in a volume", () => {
    const { profiles, depends_on, environment, healthcheck, volumes } = compose.services
      .vault as Service & { volumes: string[] };
    expect(profiles).to.deep.equal(["vault"]);
    expect(Object.keys(depends_on as object)).to.deep.equal(["besu"]);
    expect(healthcheck.test.join(" ")).to.contain(`:${environment?.VAULT_PORT}/health`);
    const kept = Object.entries(environment ?? {}).filter(([name]) => /FOLDER|FILE/.test(name));
    expect(kept).to.have.length(3);
    for (const [name, path] of kept) expect(path, name).to.match(/^\/vault\//);
    expect(volumes.map((volume) => volume.split(":").at(-1))).to.include("/vault");
  });

  for (const [name, service] of services) {
    describe(name, () => {
      it("runs an exact release", () => {
        expect(service.image).to.match(/^[a-z/-]+:\d+\.\d+(\.\d+)?(-bookworm)?$/);
      });

      it("says when it is well, and is bounded in what it takes", () => {
        const { test, interval, timeout, retries } = service.healthcheck;
        expect(test[0]).to.equal("CMD");
        expect([interval, timeout].every((of) => /^\d+s$/.test(of))).to.equal(true);
        expect(retries).to.be.greaterThan(0);
        const { cpus, memory } = service.deploy.resources.limits;
        expect(Number(cpus)).to.be.greaterThan(0);
        expect(memory).to.match(/^\d+[mg]$/);
      });

      it("cannot become more than it is", () => {
        expect(service).to.deep.include({
          read_only: true,
          cap_drop: ["ALL"],
          security_opt: ["no-new-privileges:true"],
        });
        expect(service.privileged).to.equal(undefined);
        expect(service.network_mode).to.equal(undefined);
      });
    });
  }

  it("publishes the node's port, and the pages to this machine; nothing else", () => {
    const ports = services.flatMap(([name, { ports: of = [] }]) =>
      of.map((port) => `${name} ${port}`),
    );
    const usual = ports.map((port) => port.replaceAll(/\$\{[A-Z0-9_]+:-(\d+)\}/g, "$1"));
    expect(usual).to.deep.equal(["besu 30303:30303/tcp", "web 127.0.0.1:8080:8080/tcp"]);
  });

  it("has an example of its settings, each once, that it reads every one of", () => {
    const set = [...read(".env.example").matchAll(/^([^#\s=]+)=/gm)].map(([, name]) => name ?? "");
    expect(new Set(set).size).to.equal(set.length);
    const text = read("compose.yaml");
    expect(set.filter((name) => !text.includes(`\${${name}:`))).to.deep.equal([]);
  });

  it("keeps the database and the RPC on a network that leads nowhere", () => {
    expect(compose.networks.internal).to.deep.equal({ internal: true });
    expect(compose.services.postgres?.networks).to.deep.equal(["internal"]);
    expect(compose.services.index?.networks).to.deep.equal(["internal"]);
    for (const name of ["web", "permissioner"]) {
      expect(compose.services[name]?.networks).not.to.include("members");
    }
  });

  it("gives Besu options that it has, and opens no method that the member's folder does not", () => {
    const given = (compose.services.besu?.command ?? []).map(
      (of) => /^--([a-z0-9-]+)=/.exec(of)?.[1],
    );
    for (const option of given) {
      if (option !== "config-file") expect(options.options, option).to.include(option);
    }
    expect(given).not.to.include("rpc-http-api");
  });

  it("gives the permissioner settings that it has", async () => {
    const { readSettings } = await import("../../permissioner/config.js");
    const env = Object.fromEntries(
      Object.entries(compose.services.permissioner?.environment ?? {}).map(([name, value]) => [
        name,
        value.replace(/\$\{[A-Z_]+:-([^}]*)\}/, "$1"),
      ]),
    );
    expect(readSettings(undefined, env)["state-file"]).to.equal("/state/permissioner.json");
    expect(env).to.include.keys(
      variableOf("permissioner", "static-nodes-file"),
      variableOf("permissioner", "besu-config-file"),
    );
  });

  it("holds no password", () => {
    expect(read("compose.yaml")).not.to.match(/PASSWORD: /);
    expect(read(".env.example")).not.to.match(/PASSWORD=/);
  });
});

describe("Dockerfile", () => {
  it("builds on an exact release, and does not run as root", () => {
    const text = read("Dockerfile");
    for (const [, image] of text.matchAll(/^FROM (\S+)/gm)) {
      expect(image).to.match(/^node:\d+\.\d+\.\d+-bookworm-slim$/);
    }
    expect(
      text
        .trimEnd()
        .split("\n")
        .findLast((line) => line.startsWith("USER")),
    ).to.equal("USER node");
  });

  it("takes no key, no password and nothing generated into the image", () => {
    const ignored = read("Dockerfile.dockerignore").split("\n");
    expect(ignored).to.include.members([
      "network/local",
      "**/.env",
      "network/compose/postgres-password",
      "**/node_modules",
    ]);
  });
});
