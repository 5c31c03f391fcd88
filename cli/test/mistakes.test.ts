// What people do wrong, and secrets that must not be shown: nothing of it is a fault of the command.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { SDK_VERSION } from "@openrobotid/sdk";
import { deploymentFile, folder, isolate, party, rpcUrl } from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { Wallet } from "ethers";
import { documentationOf } from "../src/define.js";
import { commandsOf, describeProgram } from "../src/reference.js";
import { answers, fails, robotid, says, wordsOf } from "./run.js";

const TERN = "CN-BH01-TERN03-25W0700000000";
const SECRET = `0x${"5ec4e7".repeat(10)}5ec4`;

describe("a folder in the place of a file", () => {
  isolate();
  const examples = commandsOf(describeProgram()).flatMap(({ command }) =>
    (documentationOf(command)?.examples ?? []).slice(0, 1),
  );
  const isFile = (word: string) => /\.(?:json|jsonl|csv|pdf|txt|pem)$/.test(word);

  it("is told as that by every command that takes a file, and is never the command's fault", async () => {
    // What names the registry comes from the tests.
    const lines = examples.filter(
      (line) => wordsOf(line).some(isFile) && !line.startsWith("config set"),
    );
    expect(lines.length).to.be.greaterThan(20);
    for (const line of lines) {
      const args = wordsOf(line).map((word) => (isFile(word) ? "." : word));
      const { exitCode, err } = await robotid(args, { as: "stranger" });
      expect({ line, exitCode, err }).to.deep.include({ exitCode: 2 });
    }
  });

  for (const options of [
    ["--deployment", "."],
    ["--config", "."],
    ["--keystore", "."],
    ["--password-file", ".", "--keystore", "any.json"],
  ]) {
    it(`is told as that where ${options.join(" ")} names it`, async () => {
      writeFileSync(join(folder, "any.json"), '{"version":3,"crypto":{}}');
      const line = ["relocate", `${TERN}0002`, "--country", "DE", ...options];
      const given = options.includes("--deployment") ? { bare: true, as: "hotel" } : {};
      expect((await fails(line, 2, given)).message).to.include("it is a folder");
    });
  }
});

describe("an address with a wrong checksum", () => {
  it("is refused by every option and argument that takes one, before anybody is asked", async () => {
    const { address } = party("hotel");
    const wrong = address.replace(/[a-f]/i, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
    for (const line of [
      `transfer approve ${TERN}0001 --to ${wrong} --dry-run`,
      `relocate ${TERN}0001 --country DE --from ${wrong} --dry-run`,
    ]) {
      const { message, suggestion } = await fails(`${line} --rpc http://127.0.0.1:9`, 2);
      expect(message).to.include("wrong checksum").and.include(wrong);
      expect(suggestion).to.include(address);
    }
    const lower = `transfer approve ${TERN}0001 --to ${address.toLowerCase()} --dry-run`;
    expect(await says(lower, { as: "hospital" })).to.include("would pass");
  });
});

describe("what a certificate says", () => {
  const issue = `record certificate issue ${TERN}0001 --as inspector --jurisdiction ES --expiry 2030-01-01 --commitment ${`0x${"11".repeat(32)}`}`;

  it("is a scope or a capability that there is, and one of them", async () => {
    for (const [options, expected] of [
      ["", /^Expected --scope or --capability\.$/],
      ["--capability flying", /Allowed choices are stairs, /],
      ["--capability stairs --scope x", /cannot be used with option '--scope/],
      [
        "--scope capability:flying",
        /^capability:flying names no capability\. Expected one of: stairs, /,
      ],
      ["--scope Capability:stairs", /^Capability:stairs names no capability/],
    ] as const) {
      const { message } = await fails(`${issue} ${options}`, 2);
      expect(message, options).to.match(expected);
    }
  });
});

describe("a secret", () => {
  it("is not shown, wherever a key was given by mistake", async () => {
    const digits = SECRET.slice(2);
    for (const line of [
      `relocate ${TERN}0002 --country DE --keystore ${SECRET}`,
      `relocate ${TERN}0002 --country DE --keystore ${digits}`,
      `relocate ${TERN}0002 --country DE --from ${SECRET} --dry-run`,
      `transfer approve ${TERN}0002 --to ${SECRET}`,
      `keystore show ${SECRET}`,
      `lookup ${SECRET}`,
      `device sign ${SECRET} --device-key ${SECRET}`,
      `config set mine --rpc ${rpcUrl} --deployment x.json --keystore ${SECRET}`,
      `${SECRET}`,
      `keystore ${SECRET}`,
      `doctor --keystore ${SECRET}`,
    ]) {
      for (const json of [[], ["--json"]]) {
        const { exitCode, out, err } = await robotid([...wordsOf(line), ...json]);
        expect(exitCode, line).to.equal(2);
        expect(out + err, line).not.to.include(digits);
      }
    }
  });

  it("of the environment and of an address is not shown either", async () => {
    const env = { ROBOTID_PRIVATE_KEY: digitsOnly(), ROBOTID_PASSWORD: "correct horse" };
    const key = await robotid(`relocate ${TERN}0002 --country DE`, { env });
    expect(key.err).not.to.include(digitsOnly());
    writeFileSync(join(folder, "correct horse"), "x");
    const rpc = await robotid(
      [
        "lookup",
        `${TERN}0001`,
        "--rpc",
        "ftp://me:hunter2@node.example",
        "--deployment",
        deploymentFile,
      ],
      { bare: true, env },
    );
    expect(rpc.err).not.to.include("hunter2");
    const named = await robotid(["lookup", `${TERN}0001`, "--deployment", "correct horse"], {
      env,
      bare: true,
    });
    expect(named.err).not.to.include("correct horse");
  });

  it("in a file that is no JSON is not quoted", async () => {
    writeFileSync(join(folder, "key.json"), `${SECRET}\n`);
    const { message } = await fails(`place ${TERN}0009 --country DE --device-key key.json`, 2, {
      as: "beihu",
    });
    expect(message).not.to.include("5ec4");
  });

  function digitsOnly() {
    return SECRET.slice(2);
  }
});

describe("what is given", () => {
  it("is quoted as far as it helps where it is as long as a file", async () => {
    const { exitCode, err } = await robotid(["parse", `${TERN}${"7".repeat(90_000)}`]);
    expect(exitCode).to.equal(2);
    expect(err).to.include("777…' is invalid for argument 'code'. Expected 17 characters");
    expect(err.length).to.be.lessThan(400);
  });

  it("is asked for where the file is empty", async () => {
    writeFileSync(join(folder, "empty.json"), "\n");
    const { message } = await fails(`place ${TERN}0009 --country DE --device-key empty.json`, 2, {
      as: "beihu",
    });
    expect(message).to.match(/empty\.json is empty, and JSON is needed\.$/);
  });
});

describe("a command that there is none of", () => {
  it("is told with what may have been meant, each on a line of text", async () => {
    const { err } = await robotid("lokup");
    expect(err).to.match(/unknown command 'lokup'\n {2}\(Did you mean lookup\?\)\n/);
    expect(err).not.to.include("\\u{");
  });
});

describe("the sandbox", () => {
  it("is found by its address, from any folder and without a setting", async () => {
    const pages = createServer((request, response) => {
      const answer: Record<string, string> = {
        "/sandbox.json": JSON.stringify({
          services: [{ name: "chain", url: rpcUrl }],
          accounts: [],
        }),
        "/deployment.json": readFileSync(deploymentFile, "utf8"),
      };
      const text = answer[request.url ?? ""];
      response.writeHead(text ? 200 : 404).end(text);
    });
    await new Promise<void>((resolve) => pages.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(elsewhere);
    try {
      const env = { ROBOTID_SANDBOX: url };
      const surroundings = { bare: true, cwd: elsewhere, env };
      expect(await says(`lookup ${TERN}0001`, surroundings)).to.include("It is in service");
      const named = ["--rpc", rpcUrl, "--deployment", `${url}/deployment.json`];
      expect(
        await says(["lookup", `${TERN}0001`, ...named], { ...surroundings, env: {} }),
      ).to.include("It is in service");
    } finally {
      pages.closeAllConnections();
      pages.close();
    }
  });

  it("that does not run is told with its address, and what to do", async () => {
    const env = { ROBOTID_SANDBOX: "http://127.0.0.1:9" };
    const { message, suggestion } = await fails(
      ["lookup", `${TERN}0001`, "--deployment", "nowhere.json"],
      2,
      { bare: true, env },
    );
    expect(message).to.include("no sandbox answers at http://127.0.0.1:9");
    expect(suggestion).to.include("--deployment");
  });
});

describe("keystores of others", function () {
  this.timeout(60_000);
  const { privateKey, address } = party("hotel");
  const password = "correct horse";
  const env = { ROBOTID_PASSWORD: password };

  it("are read: of ethers, and of Foundry by its name", async () => {
    const text = Wallet.prototype.encryptSync.call(new Wallet(privateKey), password);
    writeFileSync(join(folder, "of-ethers.json"), text);
    expect(await says("keystore show of-ethers.json", { env })).to.equal(`${address}\n`);
    // As `cast wallet import` writes it: no address, and no ending.
    const { crypto, Crypto, id } = JSON.parse(text);
    const ofFoundry = { crypto: crypto ?? Crypto, id, version: 3 };
    mkdirSync(join(folder, ".foundry", "keystores"), { recursive: true });
    writeFileSync(join(folder, ".foundry", "keystores", "hotel"), JSON.stringify(ofFoundry));
    expect(await says("keystore show hotel", { env })).to.equal(`${address}\n`);
    const dry = `relocate ${TERN}0002 --country DE --dry-run --keystore hotel`;
    const { err } = await robotid(dry, { env });
    expect(err).not.to.include("keystore");
    const wrong = await fails("keystore show hotel", 2, { env: { ROBOTID_PASSWORD: "other" } });
    expect(wrong.code).to.equal("WrongPassword");
    const damaged = { ...ofFoundry, crypto: { ...ofFoundry.crypto, kdf: "none" } };
    writeFileSync(join(folder, "damaged.json"), JSON.stringify(damaged));
    expect((await fails("keystore show damaged.json", 2, { env })).message).to.include(
      "is damaged",
    );
  });
});

describe("keys of robots", () => {
  it("are read in every form: public ones, and private ones as OpenSSL writes them", async () => {
    const { createECDH, createPrivateKey, createPublicKey } = await import("node:crypto");
    const pair = createECDH("prime256v1");
    pair.setPrivateKey(Buffer.alloc(32, 7));
    const point = pair.getPublicKey();
    const [x, y, d] = [point.subarray(1, 33), point.subarray(33), Buffer.alloc(32, 7)].map((one) =>
      one.toString("base64url"),
    );
    const secret = createPrivateKey({
      key: { kty: "EC", crv: "P-256", x, y, d } as never,
      format: "jwk",
    });
    const key = createPublicKey(secret);
    const forms: Record<string, string | Buffer> = {
      "key.der": key.export({ type: "spki", format: "der" }),
      "key.pem": key.export({ type: "spki", format: "pem" }) as string,
      "key.jwk.json": JSON.stringify({ kty: "EC", crv: "P-256", x, y }),
      "key.txt": pair.getPublicKey("hex", "compressed"),
      "point.bin": point,
    };
    for (const [name, content] of Object.entries(forms)) {
      writeFileSync(join(folder, name), content);
      const answer = await answers(`device key ${name}`, { bare: true });
      expect(answer.publicKey, name).to.equal(point.toString("hex"));
    }
    writeFileSync(join(folder, "robot.pem"), secret.export({ type: "pkcs8", format: "pem" }));
    const bind = `device bind ${TERN}0009 --holder ${party("hotel").address} --device-key robot.pem`;
    expect((await answers<{ key: { x: string } }>(bind)).key.x).to.equal(
      `0x${point.subarray(1, 33).toString("hex")}`,
    );
    expect((await fails("device key robot.pem", 2, { bare: true })).message).to.include(
      "a private one",
    );
    expect((await fails(bind.replace("robot.pem", "key.pem"), 2)).message).to.include(
      "no private P-256 key",
    );
  });
});

describe("--timeout", () => {
  it("ends what takes longer, with 4", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const rpc = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    try {
      const line = ["lookup", `${TERN}0001`, "--rpc", rpc, "--deployment", deploymentFile];
      const { code, message } = await fails([...line, "--timeout", "0.2"], 4, { bare: true });
      expect({ code, message }).to.deep.equal({
        code: "Timeout",
        message: "It was not done within 0.2 s.",
      });
      expect((await fails([...line, "--timeout", "soon"], 2, { bare: true })).message).to.include(
        "Expected seconds",
      );
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });
});

describe("doctor", () => {
  interface Finding {
    readonly name: string;
    readonly state: string;
    readonly found: string;
    readonly advice: string | null;
  }
  const examine = async (line: string, exits: number, given = {}) => {
    const { findings } = await answers<{ findings: Finding[] }>(line, { exits, ...given });
    return Object.fromEntries(findings.map((one) => [one.name, one]));
  };

  it("finds nothing wrong where all is well, and names what it found", async () => {
    const found = await examine("doctor", 0, { as: "hotel" });
    expect(Object.keys(found)).to.deep.equal([
      "versions",
      "configuration",
      "deployment",
      "node",
      "clock",
      "contracts",
      "proof",
      "key",
    ]);
    for (const name of [
      "versions",
      "configuration",
      "deployment",
      "node",
      "contracts",
      "proof",
      "key",
    ]) {
      expect(found[name]?.state, name).to.equal("right");
    }
    const { node } = process.versions;
    const { version } = JSON.parse(
      readFileSync(new URL("../package.json", import.meta.url), "utf8"),
    );
    expect(found.versions?.found).to.equal(`robotid ${version}, SDK ${SDK_VERSION}, Node ${node}`);
    // The clock of this chain is that of the example world, long ago.
    expect(found.clock?.state).to.equal("mind");
    const [, age] = /^the latest block is (\d+) s old$/.exec(found.clock?.found ?? "") ?? [];
    expect(Number(age)).to.be.greaterThan(600);
    expect(found.clock?.advice).to.include("the clock of this machine is ahead");
    expect(JSON.stringify(found)).not.to.include(party("hotel").privateKey.slice(2));
    expect(await says("doctor", { as: "hotel" })).to.match(/node +right\n/);
  });

  it("says of a node that does not answer, a chain that began again and one node twice, what to do", async () => {
    const gone = ["doctor", "--rpc", "http://127.0.0.1:9", "--deployment", deploymentFile].join(
      " ",
    );
    expect((await examine(gone, 4, { bare: true })).node).to.include({ state: "wrong" });
    const other = JSON.parse(readFileSync(deploymentFile, "utf8"));
    other.contracts.Dossier.codeHash = `0x${"00".repeat(32)}`;
    writeFileSync(join(folder, "other.json"), JSON.stringify(other));
    const began = await examine(`doctor --rpc ${rpcUrl} --deployment other.json`, 5, {
      bare: true,
    });
    expect(began.contracts?.found).to.include("Dossier");
    expect(began.contracts?.advice).to.include("deployment file");
    const same = await examine(`doctor --verify-against ${rpcUrl}`, 2);
    expect(same["second node"]?.found).to.include("same node");
  });

  it("says of a missing deployment, a broken configuration and an open keystore, what to do", async () => {
    const env = { ROBOTID_SANDBOX: "http://127.0.0.1:9" };
    const lost = await examine("doctor --deployment nowhere.json", 2, { bare: true, env });
    expect(lost.deployment?.state).to.equal("wrong");
    expect(lost.node?.state).to.equal("notExamined");
    writeFileSync(join(folder, "half.json"), '{"profiles": {');
    expect((await examine("doctor --config half.json", 2)).configuration?.found).to.include(
      "no JSON",
    );
    writeFileSync(join(folder, "open.json"), '{"version":3}', { mode: 0o644 });
    expect((await examine("doctor --keystore open.json", 0)).key?.advice).to.include("chmod 600");
  });
});
