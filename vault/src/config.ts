// What a vault can be told.
import { logLevel, nodes, number, path, readSettingsOf } from "@openrobotid/network/settings";
import { isAddress } from "viem";
import { z } from "zod";

const address = z.url({ protocol: /^https?$/, error: "an http or https address" });

const settings = z.strictObject({
  anchor: path,
  "rpc-urls": nodes,
  // Where people reach it: sign-in messages, grants and heads name it.
  "public-url": z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
    error: "an address without a path, as https://vault.example",
  }),
  folder: path,
  "database-url": z.string().optional(),
  // Sealed files in a bucket of S3, and not in the folder.
  bucket: z.string().min(1).optional(),
  "bucket-prefix": z.string().default(""),
  "bucket-endpoint": address.optional(),
  "master-key-file": path,
  // The key of a key management service that wraps the master key.
  "kms-key": z.string().min(1).optional(),
  "kms-endpoint": address.optional(),
  "aws-region": z.string().min(1).optional(),
  "log-key-file": path,
  // Where roots are anchored once a day, and the key of the account that does: both, or nothing is anchored.
  anchors: z.string().refine(isAddress, { error: "the address of Anchors" }).optional(),
  "anchor-key-file": path.optional(),
  "most-bytes": number(1, 64 * 2 ** 20).default(16 * 2 ** 20),
  "requests-per-minute": number(1, 100_000).default(300),
  // Proxies whose X-Forwarded-For is believed, for the limit alone: addresses or ranges, by commas.
  "trusted-proxies": z.string().default(""),
  "glass-hours": number(1, 720).default(24),
  // Days after which a holder is told that an investigator opened the file, by country: `{ ES = 30 }`. At once where a country is not named.
  "glass-notice-days": z.record(z.string().regex(/^[A-Z]{2}$/), number(0, 3650)).default({}),
  host: z.string().default("127.0.0.1"),
  port: number(0, 65_535).default(9650),
  "log-level": logLevel,
});

/** The settings of a vault, by the names they have in the file. */
export type Settings = z.infer<typeof settings>;

/** Reads the settings. Throws `UserError` with everything that is wrong. */
export function readSettings(
  file: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Settings {
  return readSettingsOf({ name: "vault", settings }, file, env);
}
