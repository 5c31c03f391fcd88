// Clients of the services that keep sealed files and wrap the master key, as the settings name them. Who asks is said by AWS's own variables and files.
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { UserError } from "@openrobotid/kit/command";
import type { Settings } from "./config.js";
import type { WrappingKey } from "./seal/master-key.js";
import type { Bucket } from "./store/bucket.js";

type Named<names extends keyof Settings> = Pick<Settings, names>;

/** Longest that an answer is waited for, in milliseconds. */
const requestHandler = { connectionTimeout: 5000, requestTimeout: 30_000 };

/** The bucket of the settings, if there is one. */
export function bucketOf(
  settings: Named<"bucket" | "bucket-prefix" | "bucket-endpoint" | "aws-region">,
): Bucket | undefined {
  const { bucket: name, "bucket-prefix": prefix, "bucket-endpoint": endpoint } = settings;
  if (name === undefined) return undefined;
  const client = new S3Client({
    ...placeOf(settings["aws-region"], endpoint),
    // Stores beside AWS know the bucket by the path, and not all of them the newer checksums.
    ...(endpoint !== undefined && { forcePathStyle: true }),
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  return { client, name, prefix };
}

/** The key that wraps the master key, if the settings name one. Throws `UserError` where it would travel open. */
export function wrappingKeyOf(
  settings: Named<"kms-key" | "kms-endpoint" | "aws-region">,
): WrappingKey | undefined {
  const { "kms-key": id, "kms-endpoint": endpoint } = settings;
  if (id === undefined) return undefined;
  if (endpoint !== undefined) {
    const { protocol, hostname } = new URL(endpoint);
    if (protocol !== "https:" && hostname !== "127.0.0.1" && hostname !== "localhost") {
      throw new UserError(
        `kms-endpoint is ${endpoint}. Expected https: the master key does not travel open.`,
      );
    }
  }
  return { client: new KMSClient(placeOf(settings["aws-region"], endpoint)), id };
}

function placeOf(region: string | undefined, endpoint: string | undefined) {
  return { ...(region && { region }), ...(endpoint && { endpoint }), requestHandler };
}
