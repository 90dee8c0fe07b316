/** What a room and its people say to each other: the protocol of Yjs, and two messages of our own. */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import type { Awareness } from "y-protocols/awareness";
import * as sync from "y-protocols/sync";
import type { Doc } from "yjs";

const SYNC = 0;
const AWARENESS = 1;
const ASK_AWARENESS = 3;
const KEPT = 100;
const COMMENTS = 101;

/** A change of nothing, in the encoding of Yjs. */
const EMPTY_UPDATE = 2;

/** What a message from the server meant. */
export type Heard =
  | { kind: "asked"; answer: Uint8Array; carries: boolean }
  | { kind: "synced" }
  | { kind: "changed" }
  | { kind: "awareness" }
  | { kind: "asked-awareness" }
  | { kind: "kept"; count: number }
  | { kind: "comments" }
  | { kind: "unknown" };

function message(kind: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kind);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** Asks for all that the document does not have yet. */
export function ask(doc: Doc): Uint8Array {
  return message(SYNC, (encoder) => sync.writeSyncStep1(encoder, doc));
}

/** Tells a change. */
export function tell(update: Uint8Array): Uint8Array {
  return message(SYNC, (encoder) => sync.writeUpdate(encoder, update));
}

/** Tells where these people are. */
export function tellAwareness(awareness: Awareness, clients: number[]): Uint8Array {
  return message(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, clients)));
}

/** Asks where everybody is. */
export function askAwareness(): Uint8Array {
  return message(ASK_AWARENESS, () => undefined);
}

/** Takes a message in. What it changes in the document has `origin`. */
export function hear(bytes: Uint8Array, doc: Doc, awareness: Awareness, origin: unknown): Heard {
  const decoder = decoding.createDecoder(bytes);
  switch (decoding.readVarUint(decoder)) {
    case SYNC:
      return hearSync(decoder, doc, origin);
    case AWARENESS:
      applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), origin);
      return { kind: "awareness" };
    case ASK_AWARENESS:
      return { kind: "asked-awareness" };
    case KEPT:
      return { kind: "kept", count: decoding.readVarUint(decoder) };
    case COMMENTS:
      return { kind: "comments" };
    default:
      return { kind: "unknown" };
  }
}

function hearSync(decoder: decoding.Decoder, doc: Doc, origin: unknown): Heard {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, SYNC);
  const kind = sync.readSyncMessage(decoder, encoder, doc, origin);
  if (kind === sync.messageYjsSyncStep1) {
    const answer = encoding.toUint8Array(encoder);
    const inner = decoding.createDecoder(answer);
    decoding.readVarUint(inner);
    decoding.readVarUint(inner);
    return { kind: "asked", answer, carries: decoding.readVarUint8Array(inner).length > EMPTY_UPDATE };
  }
  return { kind: kind === sync.messageYjsSyncStep2 ? "synced" : "changed" };
}
