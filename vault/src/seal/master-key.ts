// The master key: in a file as it is, or in a file that only a key management service opens. There the vault asks for it once, at its start.
import { readFileSync, writeFileSync } from "node:fs";
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from "@aws-sdk/client-kms";
import { UserError } from "@openrobotid/kit/command";
import { readSecretFile } from "./secret-file.js";

/** A key of a key management service, which wraps the master key. */
export interface WrappingKey {
  readonly client: KMSClient;
  /** Its id, its address (ARN) or an alias. */
  readonly id: string;
}

/** The service writes it into its own log, and opens the file for nothing else. */
const EncryptionContext = { purpose: "open-robot-id vault master key" };

const FORM = /^kms:([A-Za-z0-9+/]+={0,2})$/;

/** Makes a master key, and a new file with it that only the service opens. Throws `UserError` where the service does not. */
export async function makeWrappedKeyFile(path: string, { client, id }: WrappingKey): Promise<void> {
  const { CiphertextBlob } = await ask(id, async () => {
    return await client.send(
      new GenerateDataKeyCommand({ KeyId: id, KeySpec: "AES_256", EncryptionContext }),
    );
  });
  const text = `kms:${Buffer.from(CiphertextBlob ?? []).toString("base64")}\n`;
  try {
    writeFileSync(path, text, { flag: "wx", mode: 0o600, flush: true });
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new UserError(`${path} cannot be made: ${code}. Expected a file that is new.`);
  }
}

/**
 * Reads a master key.
 *
 * @param kms Where the file is one that a service opens.
 * @throws UserError where the file is none, or the service does not open it.
 */
export async function readMasterKey(path: string, kms?: WrappingKey): Promise<Uint8Array> {
  if (!kms) return readSecretFile(path);
  const [, wrapped] = FORM.exec(readText(path).trim()) ?? [];
  if (!wrapped) {
    throw new UserError(
      `${path} holds no key that ${kms.id} wrapped. Expected a file that keygen --kms-key made.`,
    );
  }
  const { Plaintext } = await ask(kms.id, async () => {
    return await kms.client.send(
      new DecryptCommand({
        KeyId: kms.id,
        CiphertextBlob: Buffer.from(wrapped, "base64"),
        EncryptionContext,
      }),
    );
  });
  if (Plaintext?.length !== 32) {
    throw new UserError(`${kms.id} gave ${Plaintext?.length ?? 0} bytes. Expected a key of 32.`);
  }
  return Plaintext;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new UserError(`${path} cannot be read: ${code}.`);
  }
}

async function ask<answer>(id: string, act: () => Promise<answer>): Promise<answer> {
  try {
    return await act();
  } catch (error) {
    const { name, message } = error as Error;
    throw new UserError(`The key management service does not give ${id}: ${name}: ${message}`);
  }
}
