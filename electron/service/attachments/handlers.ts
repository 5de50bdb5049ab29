import type { Handlers } from '../context.ts';
import { chosenFile } from '../tables/chosen-file.ts';
import { addAttachment, listAttachments, readAttachment, withdrawAttachment } from './attachments.ts';

type AttachmentRequest = 'attachments.list' | 'attachments.add' | 'attachments.withdraw' | 'attachments.read';

export const attachmentHandlers: Pick<Handlers, AttachmentRequest> = {
  'attachments.list': (context, { input }) => listAttachments(context, input.stayId),
  'attachments.add': async (context, { input: { stayId, kind }, actor, filePath }) => {
    await addAttachment(context, actor, { stayId, kind, filePath: chosenFile(filePath) });
    return listAttachments(context, stayId);
  },
  'attachments.withdraw': (context, { input, actor }) =>
    listAttachments(context, withdrawAttachment(context, actor, input)),
  'attachments.read': (context, { input, actor }) => readAttachment(context, actor, input.attachmentId),
};
