import { createTheme, Modal, NativeSelect, Table, TextInput, type MantineColorsTuple } from '@mantine/core';

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

export const theme = createTheme({
  primaryColor: 'deepTeal',
  primaryShade: 7,
  colors: { deepTeal },
  fontFamily:
    '"Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif',
  defaultRadius: 4,
  focusRing: 'always',
  respectReducedMotion: true,
  components: {
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        transitionProps: { duration: 0 },
        closeButtonProps: { 'aria-label': '关闭', tabIndex: -1 },
      },
    }),
    TextInput: TextInput.extend({ defaultProps: { autoComplete: 'off', spellCheck: false } }),
    NativeSelect: NativeSelect.extend({ defaultProps: { rightSectionPointerEvents: 'none' } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 6, horizontalSpacing: 12 } }),
  },
});
