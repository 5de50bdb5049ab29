import { Button } from '@mantine/core';
import { listsPeople } from '../../shared/contract/documents/document.ts';
import type { DocumentKind } from '../../shared/contract/documents/kind.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import type { SecondPerson } from '../../shared/contract/values.ts';
import { type Act, useClient } from '../app/use-client.ts';
import { ExportButton } from '../components/export-button.tsx';

interface SavePdfButtonProps {
  /** Of one report: what is saved one after the other. */
  readonly papers: readonly { readonly kind: DocumentKind; readonly title: string }[];
  readonly reportId: string;
  readonly number: string;
  readonly act: Act;
  readonly onSaid: (sentence: string | undefined) => void;
}

const label = '另存为 PDF';

/** The PDF of a report that was made and printed, as it lies in the archive, where the person says. */
export function SavePdfButton({ papers, reportId, number, act, onSaid }: SavePdfButtonProps) {
  const client = useClient();
  const saveAll = async (secondPerson: SecondPerson | null) => {
    const saved: string[] = [];
    for (const { kind, title } of papers) {
      const copies = await client.request('documents.list', { kind, subjectId: reportId });
      const newest = copies.at(-1);
      if (newest === undefined) {
        throw new Refusal('document_unknown', '没有这份存档，请先制表打印。');
      }
      const named = { documentId: newest.documentId, number: `${number} ${title}` };
      const word = listsPeople(kind) ? secondPerson : null;
      const file = await client.request('documents.save', { ...named, secondPerson: word });
      if (file === null) break;
      saved.push(file.fileName);
    }
    return saved.length === 0 ? null : { fileName: saved.join('、') };
  };
  const say = (fileName: string) => onSaid(`✓ 已另存为 ${fileName}`);
  if (papers.some(({ kind }) => listsPeople(kind))) {
    return <ExportButton label={label} size="compact-md" save={saveAll} onSaved={say} />;
  }
  const save = () =>
    act.run(async () => {
      const file = await saveAll(null);
      if (file !== null) say(file.fileName);
    });
  return (
    <Button size="compact-md" variant="default" onClick={save}>
      {label}
    </Button>
  );
}
