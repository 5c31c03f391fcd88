// The part of the Web Cryptography API that is used here. Node, browsers and workers all have it; the library's own types
// name neither of them.

/** A key that the platform keeps. */
export type PlatformKey = object;

/** A P-256 key pair as JSON Web Key (RFC 7517): `kty` EC, `crv` P-256. */
export interface P256JsonWebKey {
  readonly kty?: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly d?: string;
}

interface Subtle {
  generateKey(
    algorithm: typeof P256,
    extractable: boolean,
    usages: readonly string[],
  ): Promise<{ privateKey: PlatformKey; publicKey: PlatformKey }>;
  importKey(
    format: "jwk" | "raw",
    key: P256JsonWebKey | Uint8Array,
    algorithm: typeof P256,
    extractable: boolean,
    usages: readonly string[],
  ): Promise<PlatformKey>;
  exportKey(format: "jwk" | "raw", key: PlatformKey): Promise<ArrayBuffer | P256JsonWebKey>;
  sign(algorithm: typeof ES256, key: PlatformKey, data: Uint8Array): Promise<ArrayBuffer>;
  verify(
    algorithm: typeof ES256,
    key: PlatformKey,
    signature: Uint8Array,
    data: Uint8Array,
  ): Promise<boolean>;
}

export const P256 = { name: "ECDSA", namedCurve: "P-256" } as const;
export const ES256 = { name: "ECDSA", hash: "SHA-256" } as const;

const platform = globalThis as unknown as {
  readonly crypto: { readonly subtle: Subtle; getRandomValues(bytes: Uint8Array): Uint8Array };
};

/** The platform's cryptography; in browsers only pages that came over HTTPS have it. */
export function subtle(): Subtle {
  return platform.crypto.subtle;
}

/** Bytes that nobody can foresee. */
export function randomBytes(length: number): Uint8Array {
  return platform.crypto.getRandomValues(new Uint8Array(length));
}
