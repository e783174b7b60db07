// The viewer of papers lays pages below one another by their measured height. Where a paper is shown smaller (zoom in
// kancelar.css) the browser measures what is seen, and pages would cover one another; here it is the height on paper.
(() => {
  "use strict";
  const seen = Element.prototype.getBoundingClientRect;
  Element.prototype.getBoundingClientRect = function () {
    const box = seen.call(this);
    const zoom = this.hasAttribute("data-index") && this.closest(".react-pdf__Document") ? this.currentCSSZoom ?? 1 : 1;
    return zoom === 1 ? box : new DOMRect(box.x, box.y, box.width / zoom, box.height / zoom);
  };
})();
