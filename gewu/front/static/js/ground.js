// [data-ground="id"]: outlines, numbers in areas, and single places when one looks closer; tiles only where a setting names them.
(() => {
  const CLOSE = 16;
  const marks = { late: "●", soon: "◐", running: "○", paused: "‖", done: "✓", done_late: "✓" };

  function outline(area, small) {
    const shape = L.geoJSON(area.outline, { className: small ? "ground-grid" : "ground-area", interactive: !small });
    return small ? shape : shape.on("click", () => location.assign(area.url));
  }

  function number(area) {
    const box = document.createElement("span");
    box.textContent = area.count;
    const icon = L.divIcon({ html: box, className: `ground-number${area.count ? "" : " none"}`, iconSize: [44, 24] });
    return L.marker(area.middle, { icon, title: `${area.name} ${area.count}`, alt: `${area.name} ${area.count}`, keyboard: true }).on("click", () => location.assign(area.url));
  }

  function name(area) {
    const box = document.createElement("span");
    box.textContent = area.name;
    return L.marker(area.middle, { interactive: false, keyboard: false, icon: L.divIcon({ html: box, className: "ground-name", iconSize: [96, 16], iconAnchor: [48, -10] }) });
  }

  // Twelve pixels a character: a name that would run over its neighbours is left to the table and to looking closer.
  function fits(map, area) {
    const bounds = L.geoJSON(area.outline).getBounds();
    return map.project(bounds.getNorthEast()).x - map.project(bounds.getSouthWest()).x > area.name.length * 12;
  }

  function cluster(map, points) {
    const size = 56;
    const groups = new Map();
    for (const point of points) {
      const at = map.project([point[0], point[1]]);
      const key = `${Math.floor(at.x / size)}:${Math.floor(at.y / size)}`;
      groups.set(key, [...(groups.get(key) || []), point]);
    }
    return [...groups.values()];
  }

  function pin(group) {
    const worst = ["late", "soon", "running", "paused", "done"].find((state) => group.some((point) => point[3] === state)) || "done";
    const box = document.createElement("span");
    box.textContent = group.length > 1 ? group.length : marks[worst] || "○";
    const middle = [0, 1].map((n) => group.reduce((sum, point) => sum + point[n], 0) / group.length);
    const title = group.length > 1 ? `${group.length}` : `${group[0][2]} ${group[0][4]}`;
    return L.marker(middle, { title, alt: title, icon: L.divIcon({ html: box, className: `ground-pin ${worst}`, iconSize: [26, 26] }) });
  }

  function draw(place) {
    const data = JSON.parse(document.getElementById(place.dataset.ground).textContent);
    if (!data.areas.length || !window.L) return;
    place.hidden = false;
    document.querySelector("[data-ground-legend]").hidden = false;
    const map = L.map(place, { attributionControl: Boolean(data.tiles), zoomSnap: 0.5, scrollWheelZoom: false });
    if (data.tiles) L.tileLayer(data.tiles).addTo(map);
    const communities = data.areas.filter((area) => area.kind === "community");
    const grids = data.areas.filter((area) => area.kind !== "community");
    const grounds = L.featureGroup(communities.map((area) => outline(area, false))).addTo(map);
    const bounds = (communities.length ? grounds : L.featureGroup(grids.map((area) => outline(area, false)))).getBounds();
    map.fitBounds(bounds, { padding: [8, 8] });
    const far = map.getZoom() + 1.5;
    const near = far + 1;
    const lines = L.layerGroup(grids.map((area) => outline(area, true))).addTo(map);
    const layer = L.layerGroup().addTo(map);

    function refresh() {
      const zoom = map.getZoom();
      layer.clearLayers();
      if (zoom >= near && data.points.length) {
        const seen = data.points.filter((point) => map.getBounds().contains([point[0], point[1]]));
        for (const group of cluster(map, seen)) {
          const marker = pin(group).addTo(layer);
          marker.on("click", () => (group.length === 1 ? location.assign(group[0][5]) : map.setView(marker.getLatLng(), Math.max(zoom + 1, CLOSE))));
        }
      } else {
        const shown = zoom >= far && grids.length ? grids : communities.length ? communities : grids;
        for (const area of shown) {
          number(area).addTo(layer);
          if (fits(map, area)) name(area).addTo(layer);
        }
      }
    }
    map.on("zoomend moveend", refresh);
    refresh();
  }

  document.querySelectorAll("[data-ground]").forEach(draw);
})();
