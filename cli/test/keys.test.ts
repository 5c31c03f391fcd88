// Whose key signs, which registry is meant, and what is kept: keystores, profiles, documents.
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  deploymentFile,
  folder,
  isolate,
  otherUrl,
  party,
  rpcUrl,
} from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { answers, fails, robotid, says } from "./run.js";

const TERN = "CN-BH01-TERN03-25W0700000000";

describe("keystore", function () {
  this.timeout(60_000);
  isolate();
  const password = { ROBOTID_PASSWORD: "correct horse" };

  it("imports a key, says whose it is, and signs with it", async () => {
    const made = await answers("keystore import hotel.json", { as: "hotel", env: password });
    const file = join(folder, "hotel.json");
    expect(made).to.deep.equal({ address: party("hotel").address, file });
    const content = readFileSync(file, "utf8");
    expect(JSON.parse(content)).to.deep.include({ version: 3 });
    expect(content).to.not.include(party("hotel").privateKey.slice(2));
    expect(statSync(file).mode & 0o777).to.equal(0o600);

    writeFileSync(join(folder, "password"), "correct horse\n");
    const written = await answers(
      `relocate ${TERN}0002 --country DE --keystore hotel.json --password-file password`,
    );
    expect(written.from).to.equal(party("hotel").address);
    const wrong = await fails("keystore show hotel.json", 2, {
      env: { ROBOTID_PASSWORD: "wrong" },
    });
    expect(wrong.message).to.include("does not open");
    const missing = await fails("keystore show hotel.json", 2);
    expect(missing.message).to.include("no terminal to ask");
  });

  it("makes a new key, and never in the place of another file", async () => {
    writeFileSync(join(folder, "secret"), "correct horse");
    const env = { ROBOTID_PASSWORD_FILE: "secret" };
    const { address } = await answers("keystore new new.json", { env });
    expect(await says("keystore show new.json", { env })).to.equal(`${address}\n`);
    expect((await fails("keystore new new.json", 2, { env })).message).to.include(
      "it is there already",
    );
    expect(
      (await fails("keystore new passwordless.json", 2, { env: { ROBOTID_PASSWORD: "" } })).message,
    ).to.include("empty");
    expect(existsSync(join(folder, "passwordless.json"))).to.equal(false);
  });

  it("refuses what is no key and no keystore", async () => {
    const env = { ROBOTID_PRIVATE_KEY: "0x1234" };
    const line = `relocate ${TERN}0002 --country DE`;
    expect((await fails(line, 2, { env })).message).to.equal(
      "ROBOTID_PRIVATE_KEY holds no private key.",
    );
    const none = { ROBOTID_PRIVATE_KEY: `0x${"0".repeat(64)}` };
    for (const given of [line, "keystore import zero.json --password-file password.txt"]) {
      expect((await fails(given, 2, { env: none })).message).to.equal(
        "ROBOTID_PRIVATE_KEY holds no private key.",
      );
    }
    expect((await fails("keystore import other.json", 2)).message).to.include("is not set");
    writeFileSync(join(folder, "no-keystore.json"), "{}");
    expect((await fails(`${line} --keystore no-keystore.json`, 2)).message).to.include(
      "is no keystore file",
    );
    expect((await fails(`${line} --keystore nowhere.json`, 2)).message).to.include(
      "there is no such file",
    );
  });

  it("takes no key as an argument", async () => {
    const line = `relocate ${TERN}0002 --country DE --private-key ${party("hotel").privateKey}`;
    expect((await fails(line, 2)).message).to.include("unknown option '--private-key'");
  });
});

describe("config", () => {
  const home = { env: { XDG_CONFIG_HOME: join(folder, "config") }, bare: true };

  it("keeps profiles in a file, and uses the one that is named", async () => {
    const set = await answers(
      `config set mine --rpc ${rpcUrl} --deployment ${deploymentFile} --verify-against ${otherUrl}`,
      home,
    );
    expect(set).to.deep.include({
      file: join(folder, "config/robotid/config.json"),
      profile: "sandbox",
    });
    expect((await answers("network status --profile mine", home)).chainId).to.equal(31337);
    expect(await answers("config use mine", home)).to.deep.include({ profile: "mine" });
    expect((await says(`lookup ${TERN}0001`, home)).length).to.be.greaterThan(100);
    expect(await says("config", home)).to.match(/mine \* +http/);
    const { profiles } = await answers<{ profiles: object }>("config remove mine", home);
    expect(Object.keys(profiles)).to.deep.equal(["sandbox"]);
  });

  it("shows no passwords of nodes", async () => {
    const file = { env: { XDG_CONFIG_HOME: join(folder, "secret-config") }, bare: true };
    await answers(
      `config set other --rpc https://me:secret@node.example --deployment ${deploymentFile}`,
      file,
    );
    expect(await says("config show", file))
      .to.include("https://…@node.example")
      .and.not.include("secret@");
    await answers(
      `config set third --rpc https://node.example/rpc?apikey=hidden1 --verify-against https://b.example?token=hidden2 --deployment ${deploymentFile}`,
      file,
    );
    expect(await says("config show", file))
      .to.include("https://node.example/rpc?apikey=…")
      .and.not.include("hidden");
  });

  it("shows no token of an address in an error", async () => {
    const home = { env: { XDG_CONFIG_HOME: join(folder, "no-config") }, bare: true };
    const address = "http://127.0.0.1:1/d.json?token=hidden";
    for (const args of [
      `network status --rpc http://127.0.0.1:1#token=hidden --deployment ${deploymentFile}`,
      `network status --rpc http://127.0.0.1:1 --deployment ${address}`,
    ]) {
      const failure = await robotid(args, home);
      expect(failure.exitCode, args).to.be.above(0);
      expect(`${failure.out}${failure.err}`, args).to.not.include("hidden");
    }
  });

  it("says what is wrong with a profile, and with a file", async () => {
    expect((await fails("config use nowhere", 2, home)).message).to.include('no profile "nowhere"');
    expect((await fails("network status --profile nowhere", 2, home)).message).to.include(
      'no profile "nowhere"',
    );
    expect((await fails("config set new", 2, home)).message).to.include(
      "needs an address and a deployment",
    );
    expect(
      (await fails(`config set NEW --rpc ${rpcUrl} --deployment x.json`, 2, home)).message,
    ).to.include("cannot be called");
    expect((await fails("config set new --rpc nonsense", 2, home)).message).to.include(
      "Expected the address of a node",
    );
    writeFileSync(join(folder, "broken.json"), '{ "profiles": { "a": { "rpc": 1 } } }');
    expect((await fails("config show --config broken.json", 2, home)).message).to.include(
      "profiles.a.rpc",
    );
  });

  it("says where a deployment file is missing, or none", async () => {
    const bare = { bare: true };
    const line = `lookup ${TERN}0001 --rpc ${rpcUrl} --deployment`;
    expect((await fails(`${line} nowhere.json`, 2, bare)).message).to.include("no deployment file");
    writeFileSync(join(folder, "no-deployment.json"), '{ "chainId": 1, "contracts": { "A": {} } }');
    expect((await fails(`${line} no-deployment.json`, 2, bare)).message).to.include(
      "contracts.A.address",
    );
    const content = JSON.parse(readFileSync(deploymentFile, "utf8"));
    writeFileSync(join(folder, "other-chain.json"), JSON.stringify({ ...content, chainId: 5 }));
    for (const [option, exitCode] of [
      ["", 6],
      [" --no-prove", 2],
    ] as const) {
      expect((await fails(`${line} other-chain.json${option}`, exitCode, bare)).message)
        .to.include("chain 31337")
        .and.include("chain 5");
    }
  });
});

describe("documents", () => {
  isolate();

  it("are committed to with a salt that is kept, once", async () => {
    writeFileSync(join(folder, "report.txt"), "Police report");
    const made = await answers("commit report.txt");
    expect(await answers("commit report.txt")).to.deep.equal(made);
    expect(await answers("verify document report.txt")).to.deep.include({
      commitment: made.commitment,
    });
    const raised = await answers<{ events: { reasonDigest: string }[] }>(
      `flag raise ${TERN}0002 stolen --document report.txt`,
      { as: "hotel" },
    );
    expect(raised.events[0]?.reasonDigest).to.equal(made.commitment);
    expect(await says(`verify document report.txt --commitment ${made.commitment}`)).to.include(
      "✔",
    );
  });

  it("do not pass for others", async () => {
    writeFileSync(join(folder, "altered.txt"), "One");
    await answers("commit altered.txt");
    writeFileSync(join(folder, "altered.txt"), "Another");
    expect((await fails("verify document altered.txt", 5)).code).to.equal("VerificationFailed");
    expect((await fails("commit altered.txt", 2)).message).to.include("is not the document that");
  });

  it("leave nothing behind in a dry run, and are asked for one way or the other", async () => {
    writeFileSync(join(folder, "draft.txt"), "Draft");
    const line = `flag raise ${TERN}0002 stolen`;
    await answers(`${line} --document draft.txt --dry-run`, { as: "hotel" });
    expect(existsSync(join(folder, "draft.txt.commitment.json"))).to.equal(false);
    expect((await fails(line, 2, { as: "hotel" })).message).to.equal(
      "Expected either --document or --commitment.",
    );
    expect((await fails(`${line} --commitment 0x12`, 2, { as: "hotel" })).message).to.include(
      "Expected a digest",
    );
  });
});

describe("output", () => {
  it("has colours on a terminal, and nowhere else", async () => {
    const line = `lookup ${TERN}0001`;
    const terminal = { outIsTerminal: true };
    const colored = "\u001b[";
    expect((await robotid(line)).out).to.not.include(colored);
    expect((await robotid(line, terminal)).out).to.include(colored);
    expect((await robotid(`${line} --no-color`, terminal)).out).to.not.include(colored);
    expect((await robotid(line, { ...terminal, env: { NO_COLOR: "1" } })).out).to.not.include(
      escape,
    );
  });
});
