// Runs before the page is drawn, so that a chosen theme does not flash.
const kept = localStorage.getItem('theme')
if (kept !== null) document.documentElement.dataset.theme = kept

document.addEventListener('DOMContentLoaded', () => {
  const button = document.querySelector('.theme')
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark'
  const label = () => {
    button.textContent = isDark() ? 'Light' : 'Dark'
    button.ariaLabel = isDark() ? 'Light colours' : 'Dark colours'
  }
  button.addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark'
    document.documentElement.dataset.theme = theme
    localStorage.setItem('theme', theme)
    label()
  })
  dark.addEventListener('change', label)
  label()
  button.hidden = false
})
