// Stand-ins for a bucket of S3 and for a key management service: what of their protocols a vault speaks. With S3_ENDPOINT or KMS_ENDPOINT set, the
// same tests run against real ones (AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY as they have them; KMS_KEY names the key).
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import type { Bucket } from "../../src/store/bucket.js";

/** Fewer names a page than a test has, so that more than one is read. */
const PAGE = 2;

/** A server that ends with the tests. */
async function serve(
  answer: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void,
): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    void buffer(request).then((body) => answer(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** A bucket, and what a keeper of it can do to a vault. */
export interface TestBucket {
  readonly endpoint: string;
  /** A bucket as a vault is given it, with names of its own. */
  readonly bucket: (prefix: string) => Bucket;
  /** Lets the next requests of a method fail, after they took effect or before. */
  readonly fail: (method: string | undefined, when?: "before" | "after") => void;
  readonly stop: () => void;
}

const NAME = "sealed";
const XML = { "content-type": "application/xml" };
const fault = (code: string) => `<Error><Code>${code}</Code><Message>${code}</Message></Error>`;

/** Starts a store of buckets, or takes the one of S3_ENDPOINT, in which no failure can be played. */
export async function startBucket(): Promise<TestBucket> {
  const real = process.env.S3_ENDPOINT;
  const objects = new Map<string, Buffer>();
  let failing: { method: string; when: string } | undefined;
  const { url, server } = await serve(({ method = "", url = "", headers }, response, body) => {
    const { pathname, searchParams } = new URL(url, "http://bucket");
    const end = (status: number, text: string | Buffer = "", more = {}) => {
      const length = { "content-length": Buffer.byteLength(text) };
      response.writeHead(status, { ...length, ...more }).end(text);
    };
    const signed = headers["x-amz-content-sha256"];
    if (!headers.authorization?.startsWith("AWS4-HMAC-SHA256 Credential=")) {
      return end(403, fault("AccessDenied"), XML);
    }
    if (signed !== createHash("sha256").update(body).digest("hex")) {
      return end(400, fault("XAmzContentSHA256Mismatch"), XML);
    }
    if (failing?.method === method && failing.when === "before") {
      return end(400, fault("ServiceUnavailable"), XML);
    }
    const key = decodeURIComponent(pathname.slice(NAME.length + 2));
    if (method === "PUT" && key !== "") objects.set(key, body);
    if (method === "DELETE") objects.delete(key);
    if (failing?.method === method) return end(400, fault("RequestTimeout"), XML);
    if (method === "GET" && key === "") {
      const prefix = searchParams.get("prefix") ?? "";
      const from = searchParams.get("continuation-token") ?? "";
      const names = [...objects.keys()].filter((name) => name.startsWith(prefix)).sort();
      const rest = names.filter((name) => name > from);
      const page = rest.slice(0, PAGE);
      const next = rest.length > PAGE ? page.at(-1) : undefined;
      const listed = page.map((name) => `<Contents><Key>${name}</Key></Contents>`).join("");
      const more = next ? `<NextContinuationToken>${next}</NextContinuationToken>` : "";
      return end(
        200,
        `<ListBucketResult>${listed}<IsTruncated>${next !== undefined}</IsTruncated>${more}</ListBucketResult>`,
        XML,
      );
    }
    if (method === "GET") {
      const object = objects.get(key);
      return object ? end(200, object) : end(404, fault("NoSuchKey"), XML);
    }
    end(method === "DELETE" ? 204 : 200);
  });
  const endpoint = real ?? url;
  const credentials = {
    accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? "vault",
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? "the vault's secret",
  };
  const clientOf = () =>
    new S3Client({
      ...{ endpoint, credentials, region: process.env.AWS_REGION ?? "eu-south-2" },
      forcePathStyle: true,
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
    });
  if (real) {
    const made = clientOf().send(new CreateBucketCommand({ Bucket: NAME }));
    await made.catch((error: Error) => {
      if (error.name !== "BucketAlreadyOwnedByYou") throw error;
    });
  }
  return {
    endpoint,
    // With names that no run before has used.
    bucket: (prefix) => ({
      client: clientOf(),
      name: NAME,
      prefix: `${endpoint === real ? `${process.pid}/` : ""}${prefix}`,
    }),
    fail: (method, when = "before") => {
      failing = method ? { method, when } : undefined;
    },
    stop: () => server.close(),
  };
}

/** A key management service with one key, or the one of KMS_ENDPOINT. */
export async function startKms() {
  const real = process.env.KMS_ENDPOINT;
  const id = (real && process.env.KMS_KEY) || "alias/vault";
  const key = randomBytes(32);
  const { url, server } = await serve(({ headers }, response, body) => {
    const end = (status: number, answer: object) => {
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(answer));
    };
    const asked = JSON.parse(body.toString()) as Record<string, unknown>;
    const fault = (type: string) =>
      end(400, { __type: type, message: `${type} of ${asked.KeyId}` });
    if (asked.KeyId !== id) return fault("NotFoundException");
    const aad = Buffer.from(JSON.stringify(asked.EncryptionContext));
    if (headers["x-amz-target"] === "TrentService.GenerateDataKey") {
      const plain = randomBytes(32);
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(aad);
      const parts = [iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()];
      const CiphertextBlob = Buffer.concat(parts).toString("base64");
      return end(200, { KeyId: id, Plaintext: plain.toString("base64"), CiphertextBlob });
    }
    const sealed = Buffer.from(String(asked.CiphertextBlob), "base64");
    try {
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12)).setAAD(aad);
      decipher.setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
      end(200, { KeyId: id, Plaintext: plain.toString("base64") });
    } catch {
      fault("InvalidCiphertextException");
    }
  });
  return { endpoint: real ?? url, id, stop: () => server.close() };
}
