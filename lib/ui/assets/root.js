// Says where the server of the app is. Without it Streamlit looks for it below the address of the page first, and every
// page opened by its address begins with two 404s and a second round of questions.
window.__streamlit = { BACKEND_BASE_URL: window.location.origin };
