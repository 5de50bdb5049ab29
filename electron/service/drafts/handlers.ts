import type { draftRequests } from '../../../shared/contract/drafts.ts';
import type { Handlers } from '../context.ts';
import { keepDraft, readDrafts } from './drafts.ts';

export const draftHandlers: Pick<Handlers, keyof typeof draftRequests> = {
  'drafts.read': (context, { windowId }) => ({ drafts: Object.fromEntries(readDrafts(context, windowId)) }),
  'drafts.keep': (context, { input: { name, text }, windowId }) => {
    keepDraft(context, windowId, name, text);
    return {};
  },
};
