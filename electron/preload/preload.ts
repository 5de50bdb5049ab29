import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { Answer, RefusalShape } from '../../shared/contract/refusal.ts';
import { eventChannel, requestChannel, windowOrigin } from '../main/gate/channels.ts';

/*
 * The only thing a page can reach. It carries values of the contract and nothing else: contextBridge copies what
 * passes and freezes what stands on `window`. Answers are plain values, since errors would lose their properties. Which
 * names there are, main's gate knows: the contract itself would hold up every page by the making of its schemas.
 */

type Listener = (payload: unknown) => void;

const mostNames = 100;
const mostListeners = 100;
const listeners = new Map<string, Set<Listener>>();

function refused(error: RefusalShape): { ok: false; error: RefusalShape } {
  return { ok: false, error };
}

async function request(name: unknown, input: unknown): Promise<Answer<unknown>> {
  try {
    return (await ipcRenderer.invoke(requestChannel, name, input)) as Answer<unknown>;
  } catch {
    return refused({ code: 'not_transferable', sentence: '请求的内容无法传送，请检查输入后重试。' });
  }
}

function on(name: unknown, listener: unknown): () => void {
  const ofName = listenersOf(name);
  if (!ofName || typeof listener !== 'function' || ofName.size >= mostListeners) return () => undefined;
  const own: Listener = (payload) => void listener(payload);
  ofName.add(own);
  return () => void ofName.delete(own);
}

function listenersOf(name: unknown): Set<Listener> | undefined {
  if (typeof name !== 'string') return undefined;
  const known = listeners.get(name);
  if (known !== undefined || listeners.size >= mostNames) return known;
  const none = new Set<Listener>();
  listeners.set(name, none);
  return none;
}

ipcRenderer.on(eventChannel, (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) {
    try {
      listener(payload);
    } catch {
      // A fault of one screen must not keep the news from the others.
    }
  }
});

if (location.origin === windowOrigin) {
  contextBridge.exposeInMainWorld('onestop', { request: request as Bridge['request'], on } satisfies Bridge);
}
