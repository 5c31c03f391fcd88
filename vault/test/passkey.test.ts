// A holder whose only key is a passkey: its account is a contract that verifies the passkey (ERC-1271), and the vault asks the chain, as for any
// other account. Nothing maps passkeys to accounts.

import { passkeySignature, vaultSignInMessage } from "@openrobotid/sdk/vault";
import {
  accounts,
  clientOf,
  connection,
  deployment,
  isolate,
  time,
} from "@openrobotid/testkit/chain";
import { Passkey } from "@openrobotid/testkit/passkey";
import { robots } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { type Address, type Hex, hashMessage, hashTypedData } from "viem";
import { grantTypedData } from "../src/access/grants.js";
import { putPaper, recordPaper } from "./support/papers.js";
import { VAULT, vaultService } from "./support/service.js";

const ROBOT = robots.sold;

describe("signing in with a passkey", function () {
  this.timeout(60_000);
  isolate();
  const service = vaultService();
  const passkey = new Passkey("of the holder", VAULT);
  let account: Address = "0x";

  before(async () => {
    const { x, y } = passkey.key;
    const contract = await connection.ethers.deployContract("PasskeyAccountMock", [x, y]);
    account = (await contract.getAddress()) as Address;
  });

  const post = async (path: string, body: object = {}) =>
    await fetch(`${service().url}${path}`, { method: "POST", body: JSON.stringify(body) });
  /** Signs in; the passkey signs what `signed` makes of the message. */
  const begin = async (sign: (hash: Hex) => Hex) => {
    const { nonce } = (await (await post("/nonces")).json()) as { nonce: string };
    const now = Math.floor(service().now());
    const { chainId } = deployment;
    const message = vaultSignInMessage({ vault: VAULT, chainId, account, nonce, now });
    const answer = await post("/sessions", { message, signature: sign(hashMessage(message)) });
    return { status: answer.status, body: (await answer.json()) as { token: string } };
  };
  const signed = (hash: Hex) => passkeySignature(passkey.assert(hash));

  it("takes what the passkey of the account signed over this message, and nothing else", async () => {
    expect((await begin(signed)).status).to.equal(201);
    const another = new Passkey("of another", VAULT);
    for (const sign of [
      (hash: Hex) => passkeySignature(another.assert(hash)),
      () => signed(hashMessage("another message")),
      // The authenticator did not ask who is there.
      (hash: Hex) => passkeySignature(passkey.assert(hash, { isVerified: false })),
      () => "0x" as Hex,
      () => `0x${"ff".repeat(1000)}` as Hex,
    ]) {
      expect((await begin(sign)).status).to.equal(401);
    }
  });

  it("is all that a holder needs: to take a robot over, see its papers, and grant", async () => {
    // Both sides sign, and a dealer sends: the account of the passkey never sends anything.
    const owner = clientOf("owner");
    const deadline = (await time.latest()) + 86_400;
    const consent = await owner.prepareConsent({ id: ROBOT, to: account, deadline });
    await clientOf("stranger").transferWithConsentSync({
      consent,
      fromSignature: await owner.signConsent({ consent }),
      toSignature: signed(owner.consentDigest(consent)),
    });
    await service().setTime();
    const paper = await recordPaper(ROBOT, "service");
    await service().setTime();
    expect((await putPaper(service(), paper)).status).to.equal(201);
    const { token } = (await begin(signed)).body;
    const headers = { authorization: `Bearer ${token}` };
    const path = `${service().url}/robots/${ROBOT}`;
    const seen = await fetch(`${path}/documents/${paper.seq}`, { headers });
    expect([seen.status, await seen.text()]).to.deep.equal([200, paper.text]);

    const { transfers } = await owner.getRobot({ id: ROBOT });
    const grant = {
      ...{ holder: account, holding: Number(transfers), grantee: accounts.stranger.address },
      ...{ capacity: "reader" as const, kinds: ["service" as const], purpose: "to buy it" },
      ...{ until: Math.floor(service().now()) + 3600, nonce: `0x${"5a".repeat(32)}` },
    };
    const registry = deployment.contracts.RobotRegistry?.address ?? "0x";
    const hash = hashTypedData(
      grantTypedData(grant, { vault: VAULT, chainId: deployment.chainId, registry, robot: ROBOT }),
    );
    const body = JSON.stringify({ grant, signature: signed(hash) });
    const given = await fetch(`${path}/grants`, { method: "POST", headers, body });
    expect(given.status).to.equal(201);
    const reader = await service().as("stranger");
    const shown = await reader("GET", `/robots/${ROBOT}/documents/${paper.seq}`);
    expect(shown.status).to.equal(200);
  });
});
