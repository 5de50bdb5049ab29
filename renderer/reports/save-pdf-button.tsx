import { Button } from '@mantine/core';
import type { DocumentKind } from '../../shared/contract/documents/kind.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import { type Act, useClient } from '../app/use-client.ts';

interface SavePdfButtonProps {
  /** Of one report: what is saved one after the other. */
  readonly papers: readonly { readonly kind: DocumentKind; readonly title: string }[];
  readonly reportId: string;
  readonly number: string;
  readonly act: Act;
  readonly onSaid: (sentence: string | undefined) => void;
}

/** The PDF of a report that was made and printed, as it lies in the archive, where the person says. */
export function SavePdfButton({ papers, reportId, number, act, onSaid }: SavePdfButtonProps) {
  const client = useClient();
  const save = () =>
    act.run(async () => {
      const saved: string[] = [];
      for (const { kind, title } of papers) {
        const copies = await client.request('documents.list', { kind, subjectId: reportId });
        const newest = copies.at(-1);
        if (newest === undefined) {
          throw new Refusal('document_unknown', '没有这份存档，请先按“制表打印”。');
        }
        const { documentId } = newest;
        const named = { documentId, number: `${number} ${title}` };
        const file = await client.request('documents.save', named);
        if (file === null) break;
        saved.push(file.fileName);
      }
      onSaid(saved.length === 0 ? undefined : `✓ 已另存为 ${saved.join('、')}`);
    });
  return (
    <Button size="compact-md" variant="default" onClick={save}>
      另存为 PDF
    </Button>
  );
}
