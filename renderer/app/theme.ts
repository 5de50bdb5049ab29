import {
  type ButtonProps,
  createTheme,
  type MantineColorsTuple,
  type ModalProps,
  type NativeSelectProps,
  type PasswordInputProps,
  type SegmentedControlProps,
  type TableProps,
  type TextareaProps,
  type TextInputProps,
} from '@mantine/core';
import { createElement } from 'react';
import { DialogFocus } from '../components/dialog-focus.ts';

/** One accent for what to do next; the eighth shade is the deep teal itself. */
const deepTeal: MantineColorsTuple = [
  '#eef8f6',
  '#dcefec',
  '#b5ddd8',
  '#8acbc3',
  '#64bbb1',
  '#3fa89d',
  '#23938a',
  '#0f766e',
  '#0c615b',
  '#084b46',
];

/** Names a component by its props alone: most of them are not needed before somebody has signed in. */
function propsOf<Props>(defaultProps: Partial<Props>): { defaultProps: Partial<Props> } {
  return { defaultProps };
}

export const theme = createTheme({
  primaryColor: 'deepTeal',
  primaryShade: 7,
  colors: { deepTeal },
  fontFamily:
    '"Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "SimSun-ExtB", sans-serif',
  defaultRadius: 4,
  focusRing: 'always',
  respectReducedMotion: true,
  components: {
    Modal: propsOf<ModalProps>({
      centered: true,
      transitionProps: { duration: 0 },
      closeButtonProps: { 'aria-label': '关闭', tabIndex: -1 },
      // What stands in a dialog's overlay lives as long as the dialog.
      overlayProps: { children: createElement(DialogFocus) },
      // A field that gets the focus is scrolled out from under the title and the line of buttons, which stay in sight.
      styles: { content: { scrollPaddingBlock: '4.5rem' } },
    }),
    // Optional fields say so themselves, so that the required ones need no star.
    TextInput: propsOf<TextInputProps>({
      size: 'md',
      withAsterisk: false,
      autoComplete: 'off',
      spellCheck: false,
    }),
    PasswordInput: propsOf<PasswordInputProps>({
      size: 'md',
      withAsterisk: false,
      visibilityToggleButtonProps: { 'aria-label': '显示或隐藏输入的内容' },
    }),
    Textarea: propsOf<TextareaProps>({ size: 'md', spellCheck: false }),
    NativeSelect: propsOf<NativeSelectProps>({ size: 'md' }),
    SegmentedControl: propsOf<SegmentedControlProps>({ size: 'md' }),
    Button: propsOf<ButtonProps>({ size: 'md' }),
    Table: propsOf<TableProps>({ fz: 'md', verticalSpacing: 7, horizontalSpacing: 12 }),
  },
});
