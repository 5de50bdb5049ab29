import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Refusal } from '../../shared/contract/refusal.ts';
import { type CodeShape, codeShapesSchema } from '../../shared/identity/code-shape.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import css from './identification.module.css';
import { characterTitles, paperTitles } from './words.ts';

interface ShapesDialogProps {
  readonly shapes: readonly CodeShape[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

type TypedShape = Omit<CodeShape, 'shortest' | 'longest' | 'serialAfter'> & {
  /** What the shape was when the form was opened. */
  readonly id: string;
  readonly shortest: string;
  readonly longest: string;
  readonly serialAfter: string;
};

/** How the codes of cards and credentials look here; provinces and makes of scanners differ. */
export function ShapesDialog({ shapes, onDone, onClose }: ShapesDialogProps) {
  const client = useClient();
  const act = useAct();
  const [typed, setTyped] = useState(() => shapes.map(typedFrom));
  const put = (id: string, change: Partial<TypedShape>) =>
    setTyped((before) => before.map((shape) => (shape.id === id ? { ...shape, ...change } : shape)));
  const submit = () =>
    act.run(async () => {
      await client.request('identification.changeCodeShapes', { codeShapes: shapesFrom(typed) });
      onDone();
    });
  return (
    <FormDialog title="码的样子" act={act} submitLabel="保存" onSubmit={submit} onClose={onClose}>
      {typed.map((shape) => (
        <ShapeFields key={shape.id} shape={shape} onTyped={(change) => put(shape.id, change)} />
      ))}
    </FormDialog>
  );
}

interface ShapeFieldsProps {
  readonly shape: TypedShape;
  readonly onTyped: (change: Partial<TypedShape>) => void;
}

function ShapeFields({ shape, onTyped }: ShapeFieldsProps) {
  const text = (
    name: 'beginsWith' | 'shortest' | 'longest' | 'serialAfter',
    label: string,
    maxLength: number,
  ) => (
    <TextInput
      label={label}
      maxLength={maxLength}
      value={shape[name]}
      onChange={(event) => onTyped({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <fieldset className={css['shape']}>
      <legend>{paperTitles[shape.paper]}</legend>
      <div>
        <NativeSelect
          label="字符"
          value={shape.characters}
          data={Object.entries(characterTitles).map(([value, label]) => ({ value, label }))}
          onChange={(event) => onTyped({ characters: event.currentTarget.value as CodeShape['characters'] })}
        />
        {text('beginsWith', '开头', 20)}
        {text('shortest', '最少位数', 3)}
        {text('longest', '最多位数', 3)}
        {text('serialAfter', '分隔符', 1)}
      </div>
    </fieldset>
  );
}

function typedFrom(shape: CodeShape): TypedShape {
  const { shortest, longest, serialAfter } = shape;
  const id = `${shape.paper} ${shortest} ${shape.beginsWith}`;
  return {
    ...shape,
    id,
    shortest: String(shortest),
    longest: String(longest),
    serialAfter: serialAfter ?? '',
  };
}

/** Refuses `code_shapes_wrong`. */
function shapesFrom(typed: readonly TypedShape[]): CodeShape[] {
  const read = codeShapesSchema.safeParse(
    typed.map(({ id: _id, shortest, longest, serialAfter, beginsWith, ...shape }) => ({
      ...shape,
      beginsWith: beginsWith.trim().toUpperCase(),
      shortest: Number(shortest),
      longest: Number(longest),
      serialAfter: serialAfter.trim() || null,
    })),
  );
  if (read.success) return read.data;
  throw new Refusal(
    'code_shapes_wrong',
    '这样认码会认错：位数要在 6 至 100 之间，最少不大于最多，开头只能是数字和字母，而且两种证件的码不能长得一样。请改好再保存。',
  );
}
