import { Button } from '@mantine/core';
import type { ArchivedDocument } from '../../shared/contract/documents/archive.ts';
import { listsPeople } from '../../shared/contract/documents/document.ts';
import type { SecondPerson } from '../../shared/contract/values.ts';
import { type Act, useClient } from '../app/use-client.ts';
import { ExportButton } from '../components/export-button.tsx';

interface SaveCopyProps {
  readonly document: ArchivedDocument;
  readonly act: Act;
  readonly onSaid: (sentence: string) => void;
}

const label = '另存 PDF';

/** The archived bytes where the person says; of a list of patients with the word of a second person. */
export function SaveCopy({ document, act, onSaid }: SaveCopyProps) {
  const client = useClient();
  const { documentId, number, kind } = document;
  const save = (secondPerson: SecondPerson | null) =>
    client.request('documents.save', { documentId, number, secondPerson });
  const say = (fileName: string) =>
    onSaid(`已另存为 ${fileName}，内容和存档一字节不差。文件里有患者信息，用完请删除。`);
  if (listsPeople(kind)) {
    // Enter in its dialog is not Enter in the form around it, which prints.
    return (
      <div onKeyDown={(event) => event.stopPropagation()}>
        <ExportButton label={label} save={save} onSaved={say} />
      </div>
    );
  }
  const saveAlone = () =>
    act.run(async () => {
      const saved = await save(null);
      if (saved !== null) say(saved.fileName);
    });
  return (
    <Button variant="default" disabled={act.waiting} onClick={saveAlone}>
      {label}
    </Button>
  );
}
