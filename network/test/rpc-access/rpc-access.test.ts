import { createPublicKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { decodeProtectedHeader, importSPKI, jwtVerify } from "jose";
import { parse } from "smol-toml";
import names from "../../src/besu-options.json" with { type: "json" };
import {
  keyFiles,
  makeJwtKeys,
  makeToken,
  TOKEN_USES,
  type TokenUse,
} from "../../src/rpc-access/jwt.js";
import { memberRpcOptions, openRpc } from "../../src/rpc-access/member-rpc.js";

/**
 * Whether Besu lets a method through: DefaultAuthenticationService.isPermitted, over JsonRpcMethod.getPermissions, which are
 * `*:*`, `<group>:*` and `<group>:<method>`.
 */
function permits(permissions: readonly string[], method: string): boolean {
  const [group = "", name = ""] = method.split("_");
  return ["*:*", `${group}:*`, `${group}:${name}`].some((of) => permissions.includes(of));
}

describe("Access to the RPC of a node", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "rpc-access-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const issuedAt = new Date("2026-06-01T12:00:00Z");
  const token = async (use: TokenUse, days = 30) =>
    await makeToken({
      privateKey: keyFiles(folder).privateKey,
      use,
      name: "index of seat 1",
      days,
      issuedAt,
    });

  describe("keys", () => {
    it("are what Besu asks for: RSA of at least 2048 bits, the public one in PEM", () => {
      const { publicKey } = makeJwtKeys(folder);
      const pem = readFileSync(publicKey, "utf8");
      expect(pem).to.match(/^-----BEGIN PUBLIC KEY-----\n/);
      const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(pem);
      expect(asymmetricKeyType).to.equal("rsa");
      expect(asymmetricKeyDetails?.modulusLength).to.be.at.least(2048);
    });

    it("are made with their folder where there is none", () => {
      const { privateKey } = makeJwtKeys(join(folder, "keys", "of-tokens"));
      expect(readFileSync(privateKey, "utf8")).to.match(/^-----BEGIN PRIVATE KEY-----\n/);
    });

    it("are for the eyes of one user alone, and never overwritten", () => {
      const { privateKey } = makeJwtKeys(folder);
      expect(statSync(privateKey).mode & 0o777).to.equal(0o600);
      expect(() => makeJwtKeys(folder)).to.throw(`${privateKey} is there already`);
    });
  });

  describe("a token", () => {
    it("has the claims that Besu documents: permissions and exp, in seconds, signed with RS256", async () => {
      const { publicKey } = makeJwtKeys(folder);
      const text = await token("member");
      expect(decodeProtectedHeader(text)).to.deep.equal({ alg: "RS256", typ: "JWT" });
      const key = await importSPKI(readFileSync(publicKey, "utf8"), "RS256");
      const { payload } = await jwtVerify(text, key, { currentDate: issuedAt });
      expect(payload).to.deep.equal({
        permissions: [...TOKEN_USES.member],
        sub: "index of seat 1",
        iat: issuedAt.getTime() / 1000,
        exp: issuedAt.getTime() / 1000 + 30 * 86_400,
      });
    });

    it("holds no longer than it says", async () => {
      const { publicKey } = makeJwtKeys(folder);
      const key = await importSPKI(readFileSync(publicKey, "utf8"), "RS256");
      const text = await token("reader", 1);
      let refused: unknown;
      await jwtVerify(text, key, { currentDate: new Date("2026-06-02T12:00:01Z") }).catch(
        (error: unknown) => {
          refused = error;
        },
      );
      expect(String(refused)).to.contain('"exp" claim timestamp check failed');
    });

    it("is not made for longer than 90 days", async () => {
      makeJwtKeys(folder);
      let refused: unknown;
      await token("reader", 91).catch((error: unknown) => {
        refused = error;
      });
      expect(String(refused)).to.contain("at most 90 days; 91 were asked for");
    });

    it("lets a reader read and not send, a member send, the permissioner keep the lists", () => {
      const { reader, member, permissioner } = TOKEN_USES;
      expect(permits(reader, "eth_getLogs")).to.equal(true);
      expect(permits(reader, "eth_sendRawTransaction")).to.equal(false);
      expect(permits(member, "eth_sendRawTransaction")).to.equal(true);
      expect(permits(member, "perm_addAccountsToAllowlist")).to.equal(false);
      expect(permits(permissioner, "perm_addAccountsToAllowlist")).to.equal(true);
    });

    it("lets nobody administer or debug a node", () => {
      for (const use of Object.values(TOKEN_USES)) {
        for (const method of [
          "admin_addPeer",
          "debug_traceTransaction",
          "miner_stop",
          "plugins_reload",
        ]) {
          expect(permits(use, method), method).to.equal(false);
        }
      }
    });
  });

  describe("opening it", () => {
    const rpc = {
      address: "10.0.0.5",
      names: ["besu.internal"],
      keystore: "rpc.p12",
      keystorePasswordFile: "rpc-password",
      jwtPublicKey: "jwt-public.pem",
    };
    const prepare = (apis: string[]) => {
      for (const file of ["rpc.p12", "rpc-password", "jwt-public.pem"])
        writeFileSync(join(folder, file), "");
      const config = `rpc-http-host="127.0.0.1"\np2p-port=30303\nrpc-http-api=${JSON.stringify(apis)}\n`;
      writeFileSync(join(folder, "config.toml"), config);
    };

    it("uses options that Besu has", () => {
      for (const name of Object.keys(memberRpcOptions(rpc))) expect(names.options).to.include(name);
    });

    it("leaves the other options as they are", () => {
      prepare(["ETH", "PERM"]);
      openRpc(folder, rpc);
      const options = parse(readFileSync(join(folder, "config.toml"), "utf8"));
      expect(options).to.include({
        "p2p-port": 30303,
        "rpc-http-host": "10.0.0.5",
        "rpc-http-authentication-enabled": true,
        "rpc-http-tls-enabled": true,
      });
      expect(options["host-allowlist"]).to.deep.equal(["10.0.0.5", "besu.internal"]);
    });

    it("refuses every interface at once, and what is no interface", () => {
      expect(() => memberRpcOptions({ ...rpc, address: "0.0.0.0" })).to.throw(
        "0.0.0.0 is every interface",
      );
      expect(() => memberRpcOptions({ ...rpc, address: "besu" })).to.throw('"besu" is no address');
    });

    it("refuses a node that answers ADMIN or DEBUG", () => {
      prepare(["ETH", "ADMIN", "DEBUG"]);
      expect(() => openRpc(folder, rpc)).to.throw("has ADMIN, DEBUG in rpc-http-api");
    });

    it("refuses where a file is missing: Besu would not start", () => {
      prepare(["ETH"]);
      rmSync(join(folder, "rpc.p12"));
      expect(() => openRpc(folder, rpc)).to.throw(`${join(folder, "rpc.p12")} is not there`);
    });
  });
});
