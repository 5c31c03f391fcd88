// An agent's session, over standard input and output: with the sandbox's chain, with a node that lies, and with nothing at all.
import { spawnSync } from "node:child_process";
import { request } from "node:http";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { type LocalServer, questionsOf } from "@openrobotid/cli/embed";
import { withLyingProxy } from "@openrobotid/testkit/lying-proxy";
import { deploymentFile, folder, party, rpcUrl } from "@openrobotid/testkit/sandbox";
import { TYPESCRIPT } from "@openrobotid/testkit/script";
import { expect } from "chai";
import { serveHttp } from "../src/http.js";
import { COMMANDS } from "../src/tools.js";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const TERN = "CNBH01TERN0325W07000000000001";
const STOLEN = "CNBH01TERN0325W07000000006101";
const NEVER_ISSUED = "CNBH01TERN0325W07000000010001";

type Asked = { json: Record<string, unknown>; text: string; isError: boolean };

/** An agent that is connected to a server of its own. */
class Agent {
  readonly #client = new Client({ name: "an agent of the tests", version: "1.0.0" });

  static async connect(
    options: readonly string[],
    env: Record<string, string> = {},
  ): Promise<Agent> {
    const agent = new Agent();
    await agent.#client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [TYPESCRIPT, at("../src/main.ts"), ...options],
        cwd: at(".."),
        env: { HOME: folder, ...env },
      }),
    );
    return agent;
  }

  get instructions(): string | undefined {
    return this.#client.getInstructions();
  }

  async tools() {
    return (await this.#client.listTools()).tools;
  }

  async ask(name: string, given: Record<string, unknown> = {}): Promise<Asked> {
    const result = await this.#client.callTool({ name, arguments: given });
    const [content] = result.content as { text: string }[];
    const json = (result.structuredContent ?? {}) as Record<string, unknown>;
    return { json, text: content?.text ?? "", isError: result.isError === true };
  }

  async leave(): Promise<void> {
    await this.#client.close();
  }
}

/** Does something as an agent, which leaves at the end. */
async function asAgent<result>(
  options: readonly string[],
  use: (agent: Agent) => Promise<result>,
  env?: Record<string, string>,
): Promise<result> {
  const agent = await Agent.connect(options, env);
  try {
    return await use(agent);
  } finally {
    await agent.leave();
  }
}

const codeOf = ({ json }: Asked) => (json.error as { code: string }).code;

describe("an agent's session", () => {
  const SANDBOX = ["--rpc", rpcUrl, "--deployment", deploymentFile];
  let agent: Agent;
  before(async () => {
    agent = await Agent.connect(SANDBOX);
  });
  after(() => agent.leave());

  it("begins with what answers are worth", () => {
    expect(agent.instructions).to.contain("proof").and.contain("written by strangers");
  });

  it("finds a tool for each command, described, which reads only", async () => {
    const tools = await agent.tools();
    const names = COMMANDS.map((command) => command.replaceAll(/[ -]/g, "_"));
    expect(tools.map(({ name }) => name)).to.have.members(names);
    for (const { name, description, annotations, inputSchema } of tools) {
      expect(description, name).to.contain("Answers in JSON:\n- ");
      expect(annotations, name).to.include({ readOnlyHint: true });
      for (const input of Object.values(inputSchema.properties ?? {})) {
        expect(input, name).to.have.property("description");
      }
    }
  });

  it("has no tool that signs, sends, or takes a file", async () => {
    const inputs = (await agent.tools()).flatMap(({ inputSchema }) =>
      Object.entries(inputSchema.properties ?? {}),
    );
    expect(inputs).to.have.length.greaterThan(10);
    for (const [name, input] of inputs) {
      expect(`${name}: ${(input as { description: string }).description}`).not.to.match(
        /\bfile\b|key|sign/i,
      );
    }
  });

  it("has a proof of every answer but of a code taken apart, which asks nobody", () => {
    const unproven = questionsOf(COMMANDS).filter(({ saysProof }) => !saysProof);
    expect(unproven.map(({ path }) => path)).to.deep.equal([["parse"]]);
  });

  it("looks a robot up by what somebody typed, proven", async () => {
    const { json, text, isError } = await agent.ask("lookup", {
      code: "cn-bh01-tern03-25w07000000000001",
    });
    expect(isError, text).to.equal(false);
    expect(json).to.deep.include({ id: TERN, verdict: "inService" });
    expect(json.proof).to.include({ seals: "none", sealers: null });
    expect(JSON.parse(text)).to.deep.equal(json);
  });

  it("learns of a stolen robot, and of one that was never issued, as answers", async () => {
    const stolen = await agent.ask("lookup", { code: STOLEN });
    expect(stolen.json.verdict).to.equal("stolen");
    const unknown = await agent.ask("lookup", { code: NEVER_ISSUED });
    expect(unknown).to.deep.include({ isError: false });
    expect(unknown.json.verdict).to.equal("unknownCode");
    expect(unknown.json.proof).not.to.equal(null);
  });

  it("goes from a robot to its history, its recalls, its maker and those who vote", async () => {
    const history = await agent.ask("history", { code: TERN, at: "2025-06-01T12:00Z" });
    expect(history.isError, history.text).to.equal(false);
    const recalls = await agent.ask("recall_list", { open: true, model: "CNBH01TERN03" });
    expect(recalls.isError, recalls.text).to.equal(false);
    const maker = await agent.ask("authority_show", { manufacturer: "CNBH01" });
    expect(maker.text).to.contain("Beihu");
    const seats = await agent.ask("governance_seats");
    expect(seats.isError, seats.text).to.equal(false);
    for (const { json } of [history, recalls, maker, seats]) expect(json.proof).not.to.equal(null);
  });

  it("is told what is wrong with a code, and which was meant", async () => {
    const mistyped = await agent.ask("lookup", { code: "CN-BH01-TERN03-25W0700000000O003-G" });
    expect(mistyped.isError).to.equal(true);
    expect(codeOf(mistyped)).to.equal("UsageError");
    expect(mistyped.text).to.contain("Did you mean");
  });

  it("cannot reach another node, or a file, by what it gives", async () => {
    for (const code of ["--rpc=http://127.0.0.1:1", "--config=/etc/passwd", "-V"]) {
      const refused = await agent.ask("lookup", { code });
      expect(refused.isError).to.equal(true);
      expect(refused.text).to.contain("does not begin with a hyphen");
    }
    const option = await agent.ask("history", { code: TERN, at: "--rpc=http://127.0.0.1:1" });
    expect(option.isError).to.equal(true);
  });

  it("is told that there is no such tool", async () => {
    expect((await agent.ask("scrap", { code: TERN })).isError).to.equal(true);
  });

  it("goes on after a question that failed", async () => {
    await agent.ask("recall_show", { campaign: "999" });
    expect((await agent.ask("parse", { code: TERN })).json).to.include({ id: TERN });
  });
});

describe("answers that are none", () => {
  const withStorage = { method: "eth_getProof" };

  it("are errors where the node lies, or cannot prove what it says", async () => {
    const answer = await withLyingProxy(
      ({ method, answer: result }) => {
        if (method !== withStorage.method) return result;
        return JSON.parse(
          JSON.stringify(result).replaceAll(/"value":"0x[0-9a-f]+"/g, '"value":"0x1"'),
        );
      },
      (url) =>
        asAgent(["--rpc", url, "--deployment", deploymentFile], (agent) =>
          agent.ask("lookup", { code: STOLEN }),
        ),
    );
    expect(answer.isError).to.equal(true);
    expect(codeOf(answer)).to.be.oneOf(["NotProvenError", "ConflictError"]);
  });

  it("are errors where nobody answers", async () => {
    const options = ["--rpc", "http://127.0.0.1:1", "--deployment", deploymentFile];
    const answer = await asAgent(options, (agent) => agent.ask("lookup", { code: TERN }));
    expect(answer.isError).to.equal(true);
    expect(codeOf(answer)).to.equal("UnreachableError");
  });

  it("are not taken for proven where proofs were turned off", async () => {
    const options = ["--rpc", rpcUrl, "--deployment", deploymentFile, "--no-prove"];
    const answer = await asAgent(options, (agent) => agent.ask("lookup", { code: TERN }));
    expect(answer).to.deep.include({ isError: false });
    expect(answer.json.proof).to.equal(null);
  });
});

describe("the command", () => {
  it("keeps the keys of its environment from everything that runs", async () => {
    const { privateKey } = party("hotel");
    const options = ["--rpc", rpcUrl, "--deployment", deploymentFile];
    const answer = await asAgent(options, (agent) => agent.ask("lookup", { code: privateKey }), {
      ROBOTID_PRIVATE_KEY: privateKey,
    });
    expect(answer.isError).to.equal(true);
    expect(answer.text).not.to.contain(privateKey);
  });

  it("says that a port is taken, and what to do", async () => {
    const { port } = new URL(rpcUrl);
    const args = [TYPESCRIPT, at("../src/main.ts"), "--port", port];
    const env = { ...process.env };
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd: at(".."),
      env,
      encoding: "utf8",
    });
    expect(status).to.equal(1);
    expect(stderr).to.match(/^Port \d+ cannot be served: .*EADDRINUSE.* Give another --port\.\n$/);
  });

  for (const option of ["--keystore", "--from", "--json"]) {
    it(`takes no ${option}`, async () => {
      const error = await Agent.connect([option, "x"]).then(
        () => undefined,
        (thrown: Error) => thrown,
      );
      expect(error).to.be.instanceOf(Error);
    });
  }
});

describe("over HTTP", () => {
  const nothing = () => {};
  let server: LocalServer;
  before(async () => {
    server = await serveHttp(
      {
        options: ["--rpc", rpcUrl, "--deployment", deploymentFile],
        version: "1.0.0",
        shell: {
          env: { HOME: folder },
          cwd: folder,
          out: nothing,
          err: nothing,
          outIsTerminal: false,
          errIsTerminal: false,
          canAsk: false,
          readInput: async () => "",
          signal: new AbortController().signal,
        },
      },
      0,
    );
  });
  after(() => server.close());

  it("an agent asks the same, at once too", async () => {
    const client = new Client({ name: "an agent of the tests", version: "1.0.0" });
    await client.connect(new StreamableHTTPClientTransport(new URL(server.url)) as Transport);
    try {
      const { tools } = await client.listTools();
      expect(tools).to.have.length(COMMANDS.length);
      const answers = await Promise.all(
        [TERN, STOLEN].map((code) => client.callTool({ name: "lookup", arguments: { code } })),
      );
      const verdicts = answers.map(({ structuredContent }) => structuredContent);
      expect(verdicts.map((one) => (one as { verdict: string }).verdict)).to.deep.equal([
        "inService",
        "stolen",
      ]);
    } finally {
      await client.close();
    }
  });

  /** Asks as no agent would; `fetch` sets no host of one's own. */
  async function statusOf(headers: Record<string, string>, method = "POST", body = "{}") {
    return await new Promise<number | undefined>((resolve, reject) => {
      const type = { "content-type": "application/json" };
      const asked = request(
        server.url,
        { method, headers: { ...type, ...headers } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      asked.on("error", reject);
      asked.end(body);
    });
  }

  it("answers no page, no other name of this machine, and nothing that is too long or no JSON", async () => {
    expect(await statusOf({ origin: "https://evil.example" })).to.equal(403);
    expect(await statusOf({ host: "evil.example" })).to.equal(403);
    expect(await statusOf({}, "GET", "")).to.equal(405);
    expect(await statusOf({}, "POST", "{")).to.equal(400);
    expect(await statusOf({}, "POST", `"${"a".repeat(2 ** 20)}"`)).to.equal(413);
  });
});
