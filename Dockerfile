# Exhibit in a container: docs/container.md. Built from a clone: docker build -t exhibit .
FROM node:24-slim AS build
WORKDIR /source
# For the commit that evidence names.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/*
COPY . .
RUN npm ci && npm pack --pack-destination /packed

FROM node:24-slim
ENV NODE_ENV=production
COPY --from=build /packed/exhibit-*.tgz /tmp/
RUN npm install --global --offline /tmp/exhibit-*.tgz \
  && rm -rf /tmp/exhibit-*.tgz /root/.npm \
  && mkdir /config /evidence /memory \
  && chown node:node /evidence /memory
# `node`, by number: Kubernetes has to see that it is not root.
USER 1000
# Nothing else is written to, so that the rest may be read-only; /tmp holds what is being collected.
VOLUME ["/config", "/evidence", "/memory", "/tmp"]
ENV EXHIBIT_CONFIG=/config/exhibit.yaml
WORKDIR /config
ENTRYPOINT ["exhibit"]
CMD ["run", "--scheduled", "--config", "/config/exhibit.yaml"]
