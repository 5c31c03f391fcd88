// Who may call itself an account: EIP-4361, and every way around it that we know.
import { vaultSignInMessage } from "@openrobotid/sdk/vault";
import { accounts, connection, deployment, isolate } from "@openrobotid/testkit/chain";
import { robots } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { type Address, hashMessage } from "viem";
import { VAULT, vaultService } from "./support/service.js";

const { owner, stranger } = accounts;

describe("signing in", function () {
  this.timeout(60_000);
  isolate();
  const service = vaultService();

  const nonce = async (): Promise<string> => {
    const response = await fetch(`${service().url}/nonces`, { method: "POST" });
    return ((await response.json()) as { nonce: string }).nonce;
  };
  const send = async (message: string, signature: string) => {
    const response = await fetch(`${service().url}/sessions`, {
      method: "POST",
      body: JSON.stringify({ message, signature }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };
  const messageOf = async (change: Partial<Parameters<typeof vaultSignInMessage>[0]> = {}) =>
    vaultSignInMessage({
      vault: VAULT,
      chainId: deployment.chainId,
      account: owner.address,
      nonce: await nonce(),
      now: service().now(),
      ...change,
    });

  it("gives a session to who signed, and its account", async () => {
    const message = await messageOf();
    const { status, body } = await send(message, await owner.signMessage({ message }));
    expect(status).to.equal(201);
    expect(body.account).to.equal(owner.address);
    expect(body.token).to.match(/^[A-Za-z0-9_-]{43}$/);
  });

  it("takes a message once", async () => {
    const message = await messageOf();
    const signature = await owner.signMessage({ message });
    await send(message, signature);
    const { status, body } = await send(message, signature);
    expect(status).to.equal(401);
    expect(body.detail).to.match(/its nonce was not given here, was used, or is too old/);
  });

  it("takes a message once, also where it was refused", async () => {
    const message = await messageOf();
    await send(message, await stranger.signMessage({ message }));
    const { body } = await send(message, await owner.signMessage({ message }));
    expect(body.detail).to.match(/its nonce/);
  });

  it("takes a message once of two that come at once", async () => {
    const message = await messageOf();
    const signature = await owner.signMessage({ message });
    const both = await Promise.all([send(message, signature), send(message, signature)]);
    expect(both.map(({ status }) => status).sort()).to.deep.equal([201, 401]);
  });

  for (const [what, alter, why] of [
    ["of another site", { vault: "https://evil.example" }, /domain is not vault\.example/],
    ["of a site whose name begins alike", { vault: "https://vault.example.evil" }, /domain is not/],
    ["of another port", { vault: "https://vault.example:444" }, /domain is not/],
    ["of another chain", { chainId: 1 }, /chain is not 31337/],
    ["with a nonce of its own", { nonce: "abcdefgh12345678" }, /nonce was not given here/],
  ] as const) {
    it(`refuses a message ${what}`, async () => {
      const message = await messageOf(alter);
      const { status, body } = await send(message, await owner.signMessage({ message }));
      expect(status).to.equal(401);
      expect(body.detail).to.match(why);
    });
  }

  for (const [what, seconds, why] of [
    ["issued in the future", 100, /not issued within/],
    ["issued long ago", -301, /not issued within/],
  ] as const) {
    it(`refuses a message ${what}`, async () => {
      const message = await messageOf({ now: service().now() + seconds });
      const { body } = await send(message, await owner.signMessage({ message }));
      expect(body.detail).to.match(why);
    });
  }

  for (const [what, alter, why] of [
    [
      "without an end",
      (text: string) => text.replace(/\nExpiration Time: .*/, ""),
      /does not expire within/,
    ],
    [
      "that is good for a year",
      (text: string) => text.replace(/(Expiration Time: )2026/, "$12027"),
      /does not expire within/,
    ],
    [
      "whose URI is another site's",
      (text: string) => text.replace(/URI: .*/, "URI: https://evil.example"),
      /URI is not of/,
    ],
    ["of another version", (text: string) => text.replace("Version: 1", "Version: 2"), /refused/],
    ["that is no message of EIP-4361", () => "Let me in", /nonce/],
  ] as const) {
    it(`refuses a message ${what}`, async () => {
      const message = alter(await messageOf());
      const { status, body } = await send(message, await owner.signMessage({ message }));
      expect(status).to.equal(401);
      expect(body.detail).to.match(why);
    });
  }

  it("refuses what another key signed, and what nobody did", async () => {
    for (const signature of [
      await stranger.signMessage({ message: await messageOf() }),
      `0x${"00".repeat(65)}`,
      "0x",
      "no",
    ]) {
      const { status } = await send(await messageOf(), signature);
      expect(status).to.equal(401);
    }
  });

  it("asks the contract of an account that is one (ERC-1271)", async () => {
    const wallet = await connection.ethers.deployContract("WalletMock", [owner.address]);
    const account = (await wallet.getAddress()) as Address;
    const message = await messageOf({ account });
    const signed = await send(message, await owner.signMessage({ message }));
    expect([signed.status, signed.body.account]).to.deep.equal([201, account]);
    const other = await messageOf({ account });
    expect((await send(other, await stranger.signMessage({ message: other }))).status).to.equal(
      401,
    );
    expect(hashMessage(other)).to.match(/^0x/);
  });

  it("refuses a token that is none, is forged, is over, or was ended", async () => {
    const path = `/robots/${robots.sold}/grants`;
    const asOwner = await service().as("owner");
    expect((await asOwner("GET", path)).status).to.equal(200);
    const asked = async (authorization: string) =>
      (await fetch(`${service().url}${path}`, { headers: { authorization } })).status;
    for (const header of [
      "",
      "Bearer",
      `Bearer ${"A".repeat(43)}`,
      "Basic b3duZXI6",
      owner.address,
    ]) {
      expect(await asked(header), header).to.equal(401);
    }
    await asOwner("DELETE", "/sessions");
    expect((await asOwner("GET", path)).status).to.equal(401);
    await service().setTime();
    const again = await service().as("owner");
    expect((await again("GET", path)).status).to.equal(200);
    await service().setTime(901);
    expect((await again("GET", path)).status).to.equal(401);
    await service().setTime();
  });
});
