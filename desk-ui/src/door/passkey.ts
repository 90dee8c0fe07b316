// Passkeys: what the browser needs in bytes and the API sends in letters.
import type { Question } from "../api/types";

/** Whether this browser has passkeys. */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential === "function" && typeof navigator.credentials?.get === "function";
}

/** Whether the browser offers passkeys while one types an address. */
export async function offersWhileTyping(): Promise<boolean> {
  if (!hasPasskeys() || typeof PublicKeyCredential.isConditionalMediationAvailable !== "function") return false;
  return PublicKeyCredential.isConditionalMediationAvailable().catch(() => false);
}

/** Asks the person for a passkey that they have. */
export async function usePasskey(asked: Question, { whileTyping, signal }: { whileTyping: boolean; signal: AbortSignal }): Promise<Record<string, unknown> | null> {
  const options = inner(asked) as { challenge: string; allowCredentials?: { id: string; type: "public-key" }[] };
  const credential = await navigator.credentials.get({
    publicKey: {
      ...(options as unknown as PublicKeyCredentialRequestOptions),
      challenge: bytes(options.challenge),
      allowCredentials: (options.allowCredentials ?? []).map((one) => ({ ...one, id: bytes(one.id) })),
    },
    mediation: whileTyping ? "conditional" : "optional",
    signal,
  });
  return credential === null ? null : written(credential as PublicKeyCredential);
}

/** Makes a new passkey. */
export async function makePasskey(asked: Question): Promise<Record<string, unknown> | null> {
  const options = inner(asked) as { challenge: string; user: { id: string; name: string; displayName: string }; excludeCredentials?: { id: string; type: "public-key" }[] };
  const credential = await navigator.credentials.create({
    publicKey: {
      ...(options as unknown as PublicKeyCredentialCreationOptions),
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: (options.excludeCredentials ?? []).map((one) => ({ ...one, id: bytes(one.id) })),
    },
  });
  return credential === null ? null : written(credential as PublicKeyCredential);
}

/** Bytes out of base64url. */
export function bytes(letters: string): Uint8Array<ArrayBuffer> {
  const plain = atob(letters.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** Base64url out of bytes. */
export function letters(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function inner(asked: Question): unknown {
  return asked.options.publicKey ?? asked.options;
}

function written(credential: PublicKeyCredential): Record<string, unknown> {
  const common = {
    id: credential.id,
    rawId: letters(credential.rawId),
    type: credential.type,
    extensions: credential.getClientExtensionResults(),
  };
  const { response } = credential;
  if (response instanceof AuthenticatorAttestationResponse) {
    return {
      ...common,
      response: {
        attestationObject: letters(response.attestationObject),
        clientDataJSON: letters(response.clientDataJSON),
        transports: response.getTransports?.() ?? [],
      },
    };
  }
  const signed = response as AuthenticatorAssertionResponse;
  return {
    ...common,
    response: {
      authenticatorData: letters(signed.authenticatorData),
      clientDataJSON: letters(signed.clientDataJSON),
      signature: letters(signed.signature),
      userHandle: signed.userHandle ? letters(signed.userHandle) : null,
    },
  };
}
