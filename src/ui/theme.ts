import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** One deep green. Shade 7 carries white text in light, 6 in dark. */
const green: MantineColorsTuple = [
  '#edf6f1',
  '#d8ece2',
  '#b2d8c6',
  '#86c2a6',
  '#5dac88',
  '#38926c',
  '#207a57',
  '#136548',
  '#0e523a',
  '#093d2b',
] // prettier-ignore

/** Warm neutrals: a touch of stone, never blue. */
const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f4f2ef',
  '#eae7e2',
  '#dcd8d1',
  '#c3beb5',
  '#948f86',
  '#68645d',
  '#524f49',
  '#393733',
  '#1f1e1b',
] // prettier-ignore

const dark: MantineColorsTuple = [
  '#ebe8e3',
  '#d2cec7',
  '#aca79e',
  '#85807a',
  '#45423e',
  '#383532',
  '#282624',
  '#1b1a18',
  '#151413',
  '#0f0e0e',
] // prettier-ignore

/** State colours, dark enough that white reads on shade 6 and shade 6 reads on shade 0. */
const red: MantineColorsTuple = [
  '#fdf1f0',
  '#fadedb',
  '#f3bab5',
  '#ea928a',
  '#e06c62',
  '#d24d42',
  '#c4392e',
  '#b3261e',
  '#8f1d17',
  '#6e1510',
] // prettier-ignore

const blue: MantineColorsTuple = [
  '#eef4fc',
  '#d9e6f9',
  '#b3ccf2',
  '#8aafe9',
  '#6493e0',
  '#437ad6',
  '#2563c9',
  '#1d52ab',
  '#173f85',
  '#112f63',
] // prettier-ignore

const yellow: MantineColorsTuple = [
  '#fdf6e9',
  '#faeaca',
  '#f3d394',
  '#e9b85b',
  '#e0a04a',
  '#c47d14',
  '#9a5800',
  '#854b00',
  '#6d3e00',
  '#512e00',
] // prettier-ignore

const rem = (px: number) => `${px / 16}rem`
const quick = { duration: 120, transition: 'fade' as const }

/**
 * The look of every screen. Only plain values here: a component imported into the theme would land in the first load.
 */
export const theme = createTheme({
  primaryColor: 'green',
  primaryShade: { light: 7, dark: 6 },
  colors: { green, gray, dark, red, blue, yellow },
  black: '#1f1e1b',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: rem(12), sm: rem(13), md: rem(14), lg: rem(16), xl: rem(20) },
  fontWeights: { regular: '450', medium: '600', bold: '600' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.45', xl: '1.35' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: rem(20), lineHeight: '1.3' },
      h2: { fontSize: rem(16), lineHeight: '1.4' },
      h3: { fontSize: rem(14), lineHeight: '1.45' },
      h4: { fontSize: rem(13), lineHeight: '1.45' },
      h5: { fontSize: rem(12), lineHeight: '1.45' },
      h6: { fontSize: rem(12), lineHeight: '1.45' },
    },
  },
  spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(24), xl: rem(32) },
  radius: { xs: rem(4), sm: rem(6), md: rem(8), lg: rem(12), xl: rem(32) },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  shadows: {
    xs: '0 1px 2px rgb(31 30 27 / 6%)',
    sm: '0 1px 3px rgb(31 30 27 / 8%)',
    md: '0 4px 12px rgb(31 30 27 / 10%), 0 1px 3px rgb(31 30 27 / 6%)',
    lg: '0 8px 24px rgb(31 30 27 / 14%), 0 2px 6px rgb(31 30 27 / 6%)',
    xl: '0 16px 48px rgb(31 30 27 / 18%), 0 4px 12px rgb(31 30 27 / 8%)',
  },
  components: {
    Modal: { defaultProps: { centered: true, transitionProps: quick, overlayProps: { backgroundOpacity: 0.35 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.35 } } },
    Menu: {
      defaultProps: {
        transitionProps: quick,
        shadow: 'md',
        position: 'bottom-end',
        withinPortal: true,
        // Its placeholder for the focus is no item, which a menu must not hold; the first item takes the focus.
        withInitialFocusPlaceholder: false,
      },
    },
    Popover: { defaultProps: { transitionProps: quick, shadow: 'md' } },
    Tooltip: {
      defaultProps: { transitionProps: quick, openDelay: 400, events: { hover: true, focus: true, touch: false } },
    },
    Select: { defaultProps: { comboboxProps: { transitionProps: quick, shadow: 'md' }, allowDeselect: false } },
    MultiSelect: { defaultProps: { comboboxProps: { transitionProps: quick, shadow: 'md' } } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
    Button: { defaultProps: { loaderProps: { type: 'dots' } } },
    Skeleton: { defaultProps: { radius: 'sm' } },
    Pagination: { defaultProps: { size: 'sm' } },
    DateInput: {
      defaultProps: {
        popoverProps: { transitionProps: quick, shadow: 'md' },
        previousLabel: 'Previous month',
        nextLabel: 'Next month',
        firstDayOfWeek: 0,
      },
    },
    SpotlightRoot: {
      defaultProps: {
        attributes: { content: { 'aria-label': 'Search and commands' } },
        transitionProps: quick,
        centered: false,
        overlayProps: { backgroundOpacity: 0.35 },
      },
    },
  },
})

/** What Mantine derives too faintly for AA, and the few surfaces of our own (`--ez-…`). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--ez-motion': '120ms' },
  light: {
    '--mantine-color-body': '#fdfcfb',
    '--mantine-color-dimmed': '#68645d',
    '--mantine-color-placeholder': '#757068',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#136548',
    '--mantine-color-default-border': '#dcd8d1',
    '--ez-desk': '#f6f4f1',
    '--ez-sheet': '#ffffff',
    '--ez-line': '#e8e5df',
    '--ez-ink': '#1f1e1b',
    '--ez-quiet': '#68645d',
    '--ez-hover': '#f5f3ef',
    '--ez-chosen': '#e6f1eb',
    '--ez-accent': '#136548',
    '--ez-green': '#1a7f56',
    '--ez-blue': '#2563c9',
    '--ez-amber': '#a85f00',
    '--ez-red': '#b3261e',
    '--ez-grey': '#85807a',
  },
  dark: {
    '--mantine-color-body': '#1b1a18',
    '--mantine-color-dimmed': '#aca79e',
    '--mantine-color-placeholder': '#989389',
    '--mantine-color-error': '#ff9a90',
    '--mantine-color-anchor': '#86c2a6',
    '--mantine-color-default-border': '#45423e',
    '--ez-desk': '#151413',
    '--ez-sheet': '#21201e',
    '--ez-line': '#33312d',
    '--ez-ink': '#ebe8e3',
    '--ez-quiet': '#aca79e',
    '--ez-hover': '#252321',
    '--ez-chosen': '#1d3229',
    '--ez-accent': '#86c2a6',
    '--ez-green': '#5dac88',
    '--ez-blue': '#7aa8f0',
    '--ez-amber': '#e0a04a',
    '--ez-red': '#f0857b',
    '--ez-grey': '#85807a',
  },
})
