FROM scratch
# history: # debian.sh --arch 'amd64' out/ 'bookworm'
ADD debian-12.tar /
CMD ["bash"]
